/** Why a clinic could not be brought to the next step of a restore, in words that say what to do. */
import type { ClinicMoved } from '../../functions/workflow/restore.ts';

export function sayWhy(moved: Extract<ClinicMoved, { moved: 'not' }>): string {
  switch (moved.why) {
    case 'unknown':
      return 'is not in this table. Where it was added since, add it again once all is done.';
    case 'unreadable':
      return 'its settings cannot be read, so nothing of it works: deploy the version that wrote them, or mend the item.';
    case 'conflict':
      return 'kept being changed by somebody else: run this again.';
    case 'refused':
      return `its settings are refused: ${moved.mistakes.map(({ path, expected }) => `${path}: ${expected}`).join('; ')}`;
  }
}

/** What can be done about a line of the list, in a few words; the booking's page offers the same acts first. */
import type { ActName } from '../../shared/api/manager/act-name.ts';
import type { AttentionRow } from '../../shared/api/manager/attention-view.ts';
import type { Role } from '../../shared/api/manager/role.ts';
import type { AttentionKind } from '../parts/kind-words.ts';

/** Of the acts that are suggested; any other has none. */
export const actHints: Readonly<Partial<Record<ActName, string>>> = {
  'approve-findings': 'Approve',
  'record-clearance': 'Record a clearance',
  'settle-proposal': 'Settle the proposal',
  'ask-again': 'Ask again',
  'record-answers': 'Write down answers',
  'send-earliest-date': 'Send the date',
  'mark-visit': 'Mark the visit',
  'resend-text': 'Send again',
  'mark-told': 'Mark as told',
  'reveal-phone': 'Reach the client',
  'allow-texts': 'Allow texts',
};

/** Where what is to be done is done elsewhere. */
const elsewhere: Readonly<Partial<Record<AttentionKind, string>>> = {
  'pending-near': 'Confirm or decline it on the platform',
  'refused-delivery': 'Look it up on the platform',
  quarantined: 'Tell whoever runs the system',
};

const heldBack: readonly AttentionKind[] = ['blocked', 'review'];

/** As many as a line has room for. */
const hintsMax = 2;

/** `now`: epoch milliseconds. */
export function hintsOf(row: AttentionRow, reader: Role, now: number): string[] {
  const suggested = row.row === 'booking' ? row.suggested : [];
  const hasBegun = row.row === 'booking' && now >= Date.parse(row.startAt);
  const isReserved =
    reader === 'manager' &&
    !hasBegun &&
    row.kinds.some((kind) => heldBack.includes(kind)) &&
    !suggested.includes('approve-findings');
  const hints = [
    ...suggested.map((act) => actHints[act]),
    isReserved ? 'For a clinician' : undefined,
    ...row.kinds.map((kind) => (hasBegun ? undefined : elsewhere[kind])),
  ].filter((hint) => hint !== undefined);
  return [...new Set(hints)].slice(0, hintsMax);
}

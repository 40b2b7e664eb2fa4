/** Why a person should look, as a badge. */
import { wordsOfKind } from './kind-words.ts';
import { ToneBadge } from './tone-badge.tsx';

export function KindBadge({ kind }: { kind: string }) {
  const { says, tone } = wordsOfKind(kind) ?? { says: kind, tone: 'note' };
  return <ToneBadge tone={tone}>{says}</ToneBadge>;
}

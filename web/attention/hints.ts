/** What can be done about a line of the list, in a few words; the booking's page has the acts themselves. */
import type { ActName } from '../../shared/api/manager/act-name.ts';
import type { AttentionKind } from '../parts/kind-words.ts';

/** With `act` only to those who may do it now. */
interface Hint {
  says: string;
  act?: ActName;
}

const approve: Hint = { says: 'Approve', act: 'approve-findings' };
const clear: Hint = { says: 'Record a clearance', act: 'record-clearance' };
const askAgain: Hint = { says: 'Ask again', act: 'ask-again' };
const writeDown: Hint = { says: 'Write down answers', act: 'record-answers' };
const sendDate: Hint = { says: 'Send the date', act: 'send-earliest-date' };
const resend: Hint = { says: 'Send again', act: 'resend-text' };
const callClient: Hint = { says: 'Call the client' };
const told: Hint = { says: 'Mark as told', act: 'mark-told' };

const hintsByKind: Readonly<Record<AttentionKind, readonly Hint[]>> = {
  blocked: [sendDate, approve, clear],
  review: [clear, approve],
  'client-not-told': [callClient, told],
  incomplete: [askAgain, writeDown],
  'changed-by-client': [approve, askAgain],
  'pending-near': [{ says: 'Confirm or decline it on the platform' }],
  proposal: [{ says: 'Settle the proposal', act: 'settle-proposal' }],
  'no-usable-number': [{ says: 'Ask for a mobile number' }],
  'no-consent': [{ says: 'Ask whether texts are fine' }],
  'opted-out': [{ says: 'Call instead of texting' }],
  'text-failed': [resend, callClient, told],
  'text-unknown': [resend, callClient, told],
  'refused-delivery': [{ says: 'Look it up on the platform' }],
  quarantined: [{ says: 'Tell whoever runs the system' }],
};

/** As many as a line has room for. */
const hintsMax = 2;

/** Of the kinds as the API lists them: the weightiest first. */
export function hintsOf(kinds: readonly AttentionKind[], can: readonly ActName[]): string[] {
  const hints = kinds
    // The API may know a kind that is newer than this page.
    .flatMap((kind) => (Object.hasOwn(hintsByKind, kind) ? hintsByKind[kind] : []))
    .filter(({ act }) => act === undefined || can.includes(act))
    .map(({ says }) => says);
  return [...new Set(hints)].slice(0, hintsMax);
}

/** What staff may do with a booking, in words: the button, what then happens, and reasons often given. */
import type { ActName } from '../../shared/api/manager/act-name.ts';
import type { BookingPage } from '../../shared/api/manager/booking-page.ts';
import type { ReasonWords } from '../parts/reason-words.ts';

export interface ActWords extends ReasonWords {
  /** On the button and over the dialog. */
  label: string;
  /** Said when it is done. */
  done: string;
  /** What is offered when it is done, where it can be done then, and how. */
  next?: { act: ActName; says: string };
}

export const actWords: Readonly<Record<ActName, ActWords>> = {
  'approve-findings': {
    label: 'Approve findings',
    happens:
      'What you approve no longer holds this booking back. When nothing else does, the client is told that all is set and the care texts are planned.',
    confirm: 'Approve',
    done: 'Approved',
    reasons: ['Spoke with the client', 'Checked at the desk', 'Agreed with the technician'],
  },
  'record-clearance': {
    label: "Record a doctor's clearance",
    happens:
      'The note is kept with its doctor and date. What it clears no longer holds this booking back; when nothing else does, the client is told that all is set.',
    confirm: 'Record clearance',
    done: 'Clearance recorded',
    reasons: ['Note seen at the desk', 'Note came by e-mail', 'Spoke with the doctor'],
  },
  'settle-proposal': {
    label: 'Settle the proposal',
    happens: 'Until somebody settles it, the care texts of this booking wait.',
    confirm: 'Settle',
    done: 'Proposal settled',
    reasons: ['Looked at both versions', 'Agreed with the clinician', 'Spoke with the client'],
  },
  'ask-again': {
    label: 'Ask the client again',
    happens: 'The client gets a text with the link to the questions, at the next hour in which texts go out.',
    confirm: 'Send the link',
    done: 'The link will be sent',
    reasons: ['No answer so far', 'An answer looks wrong', 'The client lost the link'],
  },
  'send-earliest-date': {
    label: 'Send the earliest date',
    happens:
      'The client gets a text that says not to come as planned and from when the visit would be fine. It names no reason.',
    confirm: 'Send the date',
    done: 'The date will be sent',
    reasons: ['The client asked', 'Could not reach the client', 'So that the client can rebook'],
  },
  'mark-visit': {
    label: 'Mark the visit',
    happens: 'Say what became of it: the texts after the visit go out only if it took place.',
    confirm: 'Mark',
    done: 'Visit marked',
    reasons: ['Seen by the technician', 'Client did not arrive', 'From the day sheet'],
  },
  'call-off': {
    label: 'Call off the visit',
    happens:
      'The visit is off for good: nothing more is texted about it, except that the client is told where the clinic calls it off. To move a visit, call it off and add it again.',
    confirm: 'Call off',
    done: 'The visit is called off',
    reasons: ['The client called', 'The technician is ill', 'Moved to another day', 'Entered by mistake'],
    final: true,
  },
  'resend-text': {
    label: 'Send a text again',
    happens: 'One new text with the same words, at the next hour in which texts go out.',
    confirm: 'Send again',
    done: 'The text will be sent again',
    reasons: ['The client says it did not arrive', 'The number was corrected', 'The phone was off'],
  },
  'mark-told': {
    label: 'The client was told',
    happens:
      'Say so once the client knows, by telephone or at the desk, what the texts could not say: how the booking stands now and, the day before, from when to pause. It leaves the list; a text that fails later is listed anew. Texts that were stopped stay stopped.',
    confirm: 'The client knows',
    done: 'Kept as told',
    reasons: ['Told by telephone', 'Told at the desk', 'Told by e-mail'],
  },
  'record-answers': {
    label: 'Write down answers',
    happens: 'The booking is decided again at once, with these answers. They are kept as given to staff.',
    confirm: 'Save answers',
    done: 'Answers saved',
    reasons: ['Asked by telephone', 'Asked at the desk', 'From the paper form'],
  },
  'renew-links': {
    label: 'Renew the links',
    happens:
      'Every link that this client was sent for this visit stops working at once, and says that there is a newer one. Texts still to come carry a new link. What the client filled in is kept.',
    confirm: 'Close the old links',
    done: 'The old links are closed',
    reasons: ['The link went to somebody else', 'The phone was lost', 'The client asked'],
    final: true,
    next: {
      act: 'ask-again',
      says: 'The old links are closed. The client still has questions to answer: a text can bring the new link now.',
    },
  },
  'stop-texts': {
    label: 'Stop texts',
    happens:
      'Nothing more is sent to this number by this clinic, for any visit, until staff allow it again. The visit itself stays.',
    confirm: 'Stop texts',
    done: 'Texts are stopped',
    reasons: ['The client asked', 'Wrong number', 'The number belongs to somebody else'],
  },
  'allow-texts': {
    label: 'Allow texts again',
    happens: 'The stop that staff had set is lifted, and texts that are still in time go out again.',
    confirm: 'Allow texts',
    done: 'Texts are allowed again',
    reasons: ['The client asked', 'The number was corrected', 'Stopped by mistake'],
  },
  'reveal-phone': {
    label: 'Show phone and e-mail',
    happens:
      'You see the whole number and the e-mail address, as far as there are any. That you looked is kept on record.',
    confirm: 'Show it',
    done: 'Shown, and on record',
    reasons: ['To call the client', 'To check the number', 'The client asked'],
  },
  'export-client': {
    label: "Export the client's data",
    happens:
      'A file with everything stored about this client is saved on this device, phone number and answers included. That you did is kept on record.',
    confirm: 'Export',
    done: 'Exported',
    reasons: ['The client asked for it', 'For the medical record'],
  },
  'erase-client': {
    label: 'Erase the client',
    happens:
      'All that is stored about this client goes: every booking, answer and text. Only a mark stays that stops texts where the client asked for that.',
    confirm: 'Erase for good',
    done: 'The client is being erased',
    reasons: ['The client asked for it', 'Entered by mistake'],
    final: true,
  },
};

/** Offered beside what is suggested, most useful first: what settles the booking, then what helps the client. */
const usefulFirst: readonly ActName[] = [
  'settle-proposal',
  'resend-text',
  'mark-told',
  'mark-visit',
  'approve-findings',
  'record-clearance',
  'record-answers',
  'ask-again',
  'send-earliest-date',
];

/** Behind the menu unless they are suggested: seldom needed, and not to be hit by a slip. */
const tuckedAway: readonly ActName[] = [
  'call-off',
  'renew-links',
  'allow-texts',
  'stop-texts',
  'reveal-phone',
  'export-client',
  'erase-client',
];

/** Buttons beside the menu: what a phone shows in one row or two. */
const buttonsMax = 3;

interface ArrangedActs {
  buttons: ActName[];
  menu: ActName[];
  /** The first button is what is to be done; without it nothing is, and none stands out. */
  isFirstMain: boolean;
}

type Offer = Pick<BookingPage, 'can' | 'suggested' | 'questions'>;

/** What may be done now, as buttons and as entries of the menu. */
export function arrangeActs({ can, suggested, questions }: Offer): ArrangedActs {
  const isAsked = questions.some(({ open }) => open);
  // Answers that nobody waits for are seldom written down.
  const isButton = (act: ActName): boolean => act !== 'record-answers' || isAsked;
  const others = usefulFirst.filter((act) => can.includes(act) && !suggested.includes(act));
  const useful = [...suggested, ...others.filter(isButton)];
  const rest = [...others.filter((act) => !isButton(act)), ...tuckedAway.filter((act) => can.includes(act))];
  return {
    buttons: useful.slice(0, buttonsMax),
    menu: [...useful.slice(buttonsMax), ...rest.filter((act) => !suggested.includes(act))],
    isFirstMain: suggested.length > 0,
  };
}

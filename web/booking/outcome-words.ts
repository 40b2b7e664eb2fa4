/** What a booking stands at, in the words of somebody at the front desk. */
import type { BookingPage } from '../../shared/api/manager/booking-page.ts';
import { sayPlatform } from '../../shared/api/manager/platform-words.ts';
import { outcomeWords, statusWords } from '../../shared/api/manager/standing-words.ts';
import { outcomeTones, type Tone } from '../parts/kind-words.ts';

type Booking = BookingPage['booking'];
type Decision = NonNullable<Booking['decision']>;

export interface Headline {
  says: string;
  /** How it is coloured; the words say the same without the colour. */
  tone: Tone;
  /** A second sentence, where one helps. */
  more?: string;
}

/** `sayTime` words an instant in the clinic's zone. */
export function headlineOf(booking: Booking, sayTime: (instant: string) => string): Headline {
  const { status, decision, cancelledBy } = booking;
  switch (status) {
    case 'cancelled': {
      const by = cancelledBy === undefined || cancelledBy === 'unknown' ? '' : ` by the ${cancelledBy}`;
      return { says: `${statusWords.cancelled}${by}`, tone: 'note' };
    }
    case 'completed':
    case 'no-show':
      return { says: statusWords[status], tone: 'note' };
    case 'pending':
    case 'accepted':
      return decision === undefined
        ? { says: 'Not decided yet', tone: 'note' }
        : { ...sayDecision(decision, sayTime), tone: outcomeTones[decision.outcome] };
  }
}

function sayDecision(
  { outcome, eligibleFrom }: Decision,
  sayTime: (instant: string) => string,
): Omit<Headline, 'tone'> {
  const says = outcomeWords[outcome];
  switch (outcome) {
    case 'allowed':
    case 'incomplete':
      return { says };
    case 'blocked':
      return eligibleFrom === undefined
        ? { says, more: 'No later date makes it fine by itself.' }
        : { says: `${says}: fine from ${sayTime(eligibleFrom)}` };
    case 'review':
      return { says, more: 'A person must clear it.' };
  }
}

const sources: Readonly<Record<string, string>> = {
  platform: 'with the booking',
  form: 'on the screening page',
  text: 'by text',
  staff: 'written down by staff',
};

/** How an answer came, behind its time. */
export function saySource(source: string): string {
  const known = Object.hasOwn(sources, source) ? sources[source] : undefined;
  return known ?? source;
}

const statedBy = 'stated by ';

/** Who said that the client agreed to texts. */
export function sayConsentSource(source: string): string {
  return source.startsWith(statedBy)
    ? `as ${sayPlatform(source.slice(statedBy.length))} says`
    : saySource(source);
}

type Finding = Decision['findings'][number];

export function toneOfFinding({ outcome, approved }: Finding): Tone {
  if (approved) return 'fine';
  return outcome === 'advisory' ? 'note' : outcomeTones[outcome];
}

export function wordOfFinding({ outcome, approved }: Finding): string {
  if (approved) return 'Approved';
  return outcome === 'advisory' ? 'Good to know' : outcomeWords[outcome];
}

/** What staff read in an e-mail: plain words for each kind, times as the clinic's people say them, and where to look, signed in. */
import { type AttentionKind, attentionKinds } from '../store/item.ts';
import { sayDay, sayMoment } from './say-time.ts';
import {
  type BookingNotice,
  type Count,
  type DigestNotice,
  digestKind,
  type GatheredNotice,
  type StaffNotice,
} from './staff-notice.ts';

/** SNS takes subjects of less than 100 characters; in ASCII every mail server passes them on as they are. https://docs.aws.amazon.com/sns/latest/api/API_Publish.html */
export const subjectCharsMax = 99;

export interface NoticeText {
  subject: string;
  body: string;
}

/** `subject`: what happened, after the clinic's name. `asks`: what to do about it. */
interface Told {
  subject: string;
  asks: string;
  /** The same of several visits. */
  several: { subject: string; asks: string };
}

const told: Readonly<Record<BookingNotice['kind'], Told>> = {
  'client-not-told': {
    subject: 'a client was not told in time',
    asks: 'No text can reach the client of this visit in time. Please call.',
    several: {
      subject: 'clients were not told in time',
      asks: 'No text can reach the clients of these visits in time. Please call.',
    },
  },
  'no-usable-number': {
    subject: 'no number that takes texts',
    asks: 'This visit was booked without a number that may be texted. Please call or write.',
    several: {
      subject: 'no numbers that take texts',
      asks: 'These visits were booked without a number that may be texted. Please call or write.',
    },
  },
  'changed-by-client': {
    subject: 'a client says something changed',
    asks: 'The client says that something changed since the last answers. Please look at the booking.',
    several: {
      subject: 'clients say something changed',
      asks: 'Clients say that something changed since their last answers. Please look at the bookings.',
    },
  },
  'no-longer-allowed': {
    subject: 'a visit is no longer all set',
    asks: 'The client was told that this visit is all set, and now it is held back. Please look at the booking.',
    several: {
      subject: 'visits are no longer all set',
      asks: 'Clients were told that these visits are all set, and now they are held back. Please look at the bookings.',
    },
  },
  'held-soon': {
    subject: 'a visit within the day is held back',
    asks: 'This visit begins soon and cannot go ahead as it stands. Please look at the booking.',
    several: {
      subject: 'visits within the day are held back',
      asks: 'These visits begin soon and cannot go ahead as they stand. Please look at the bookings.',
    },
  },
};

/** After their number, in the digest. */
const waitingWords: Readonly<Record<AttentionKind, string>> = {
  blocked: 'blocked',
  review: 'to be reviewed',
  incomplete: 'with answers missing',
  'client-not-told': 'with a client who was not told',
  'no-usable-number': 'without a number that takes texts',
  'no-consent': 'without consent to texts',
  'opted-out': 'with a client who takes no texts',
  'text-failed': 'with a text that failed',
  'text-unknown': 'with a text that may not have gone out',
  proposal: 'that a new policy would decide otherwise',
  'pending-near': 'not confirmed yet and near',
  'changed-by-client': 'changed by the client',
  'refused-delivery': 'refused',
  quarantined: 'set aside',
};

const namesNobody = 'This message names nobody on purpose: who it is stands behind your sign-in.';

/** `managerUrl`: where the site is served, without a slash at the end. */
export function composeNotice(notice: StaffNotice, managerUrl: string): NoticeText {
  if (notice.kind === digestKind) return composeDigest(notice, managerUrl);
  return 'gathered' in notice
    ? composeGathered(notice, managerUrl)
    : composeBookingNotice(notice, managerUrl);
}

function composeBookingNotice(notice: BookingNotice, managerUrl: string): NoticeText {
  const { subject, asks } = told[notice.kind];
  const moment = sayMoment(notice.startAt, notice.zone, 'en');
  return {
    subject: subjectOf(notice.brand, `${subject}, visit ${moment}`),
    body: [
      notice.brand,
      '',
      asks,
      `The visit: ${moment}, the clinic's time.`,
      '',
      `${managerUrl}/#/bookings/${notice.ref}`,
      '',
      namesNobody,
    ].join('\n'),
  };
}

function composeGathered({ brand, kind, gathered }: GatheredNotice, managerUrl: string): NoticeText {
  const words = isOne(gathered) ? told[kind] : told[kind].several;
  const visits = `${sayCount(gathered)} more ${isOne(gathered) ? 'visit' : 'visits'}`;
  return {
    subject: subjectOf(brand, `${words.subject}, ${visits}`),
    body: [
      brand,
      '',
      words.asks,
      `${visits} since the last e-mail about this.`,
      '',
      `${managerUrl}/#/`,
      '',
      namesNobody,
    ].join('\n'),
  };
}

function composeDigest(digest: DigestNotice, managerUrl: string): NoticeText {
  const { brand, visits, waiting, refused, quarantined } = digest;
  const today = `${sayCount(visits)} ${isOne(visits) ? 'visit' : 'visits'} today`;
  const needs =
    waiting.count === 0
      ? 'nothing waits for you'
      : `${sayCount(waiting)} ${isOne(waiting) ? 'booking needs' : 'bookings need'} a look`;
  const news = [
    ...since(refused, 'delivery was refused', 'deliveries were refused'),
    ...since(quarantined, 'item could not be worked on', 'items could not be worked on'),
  ];
  return {
    subject: subjectOf(brand, `${needs}, ${today}`),
    body: [
      `${brand}, ${sayDay(digest.day, 'en')}`,
      '',
      `${today}; ${needs}.`,
      ...listKinds(digest),
      ...news,
      '',
      `${managerUrl}/#/`,
      '',
      namesNobody,
    ].join('\n'),
  };
}

function listKinds({ byKind, waiting }: DigestNotice): string[] {
  return attentionKinds.flatMap((kind) => {
    const count = byKind[kind] ?? 0;
    return count === 0 ? [] : [`- ${sayCount({ count, more: waiting.more })} ${waitingWords[kind]}`];
  });
}

function since(count: Count, one: string, many: string): string[] {
  return count.count === 0 ? [] : [`${sayCount(count)} ${isOne(count) ? one : many} since yesterday.`];
}

function isOne({ count, more }: Count): boolean {
  return count === 1 && !more;
}

function sayCount({ count, more }: Count): string {
  return `${count}${more ? '+' : ''}`;
}

function subjectOf(brand: string, words: string): string {
  const plain = brand
    .normalize('NFKD')
    .replace(/\s+/g, ' ')
    .replace(/[^ -~]/g, '')
    .trim();
  return (plain === '' ? `Booking gate: ${words}` : `${plain}: ${words}`).slice(0, subjectCharsMax);
}

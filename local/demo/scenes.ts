/** What the demo shows: one booking or event per scene, made relative to the stack's clock and under names and numbers of this run alone. */
import { hourMs, type Instant, minuteMs } from '../../shared/time/instant.ts';
import { addDays, instantOf, localDateOf } from '../../shared/time/zone.ts';
import type { SignablePlatform } from '../send/sign.ts';
import {
  attendeeOf,
  type CalComTrigger,
  calComBody,
  type DemoAnswers,
  type DemoVisit,
  fineAnswers,
  standardBody,
} from './bodies.ts';

/** The demo clinic's. */
export const clinicZone = 'America/New_York';

export interface Scene {
  title: string;
  platform: SignablePlatform;
  body: unknown;
  /** Absent where the event is about no booking. */
  visit?: DemoVisit;
}

export interface Cast {
  now: Instant;
  /** Another one in each run. */
  run: string;
  /** The number of the nth person. */
  phone: (index: number) => string;
}

/** Days ahead of most visits: early enough for every text of the care plan. */
export const visitDaysAhead = 16;
const afternoon = 15 * 60;

/** A wall time at the clinic, some days after the demo began. */
export function dayAhead({ now }: Cast, days: number, minuteOfDay = afternoon): Instant {
  return instantOf(addDays(localDateOf(now, clinicZone), days), minuteOfDay, clinicZone);
}

export function localDay({ now }: Cast, daysAhead: number): string {
  return addDays(localDateOf(now, clinicZone), daysAhead);
}

type Person = Pick<DemoVisit, 'name'> & Partial<DemoVisit> & { index: number };

function visitOf(cast: Cast, { index, ...person }: Person): DemoVisit {
  return {
    uid: `${cast.run}-${index}`,
    at: cast.now,
    startAt: dayAhead(cast, visitDaysAhead, afternoon + index),
    phone: cast.phone(index),
    ...person,
  };
}

export function standard(title: string, cast: Cast, person: Person): Scene {
  const visit = visitOf(cast, person);
  return { title, platform: 'standard', visit, body: standardBody(visit) };
}

export function calCom(
  title: string,
  cast: Cast,
  person: Person,
  more: { trigger?: CalComTrigger; payload?: (visit: DemoVisit) => Record<string, unknown> } = {},
): Scene {
  const visit = visitOf(cast, person);
  const body = calComBody(more.trigger ?? 'BOOKING_CREATED', visit, more.payload?.(visit));
  return { title, platform: 'cal-com', visit, body };
}

export function answers(changed: DemoAnswers): { answers: DemoAnswers } {
  return { answers: { ...fineAnswers, ...changed } };
}

/** Bookings that come in one after the other. */
export function bookingScenes(cast: Cast): Scene[] {
  return [...allowedScenes(cast), ...blockedScenes(cast), ...unsettledScenes(cast), ...changingScenes(cast)];
}

function allowedScenes(cast: Cast): Scene[] {
  return [
    standard('nothing stands in the way', cast, { index: 0, name: 'Nadia Brook' }),
    calCom('the same in Spanish', cast, { index: 1, name: 'Lucía Ferrer Ibáñez', language: 'es' }),
    calCom('still uses a retinoid: a condition', cast, {
      index: 2,
      name: 'Owen Tarrant',
      ...answers({ 'uses-retinoids': true, 'retinoid-last-use': 'still' }),
    }),
    standard('takes blood thinners: told to the technician', cast, {
      index: 3,
      name: 'Edith Marsh',
      ...answers({ 'blood-thinners': true }),
    }),
  ];
}

function blockedScenes(cast: Cast): Scene[] {
  const justNow = new Date(cast.now - hourMs).toISOString();
  const botox = { index: 6, name: 'Tara Quill' };
  return [
    calCom('Botox ten days before the visit', cast, {
      index: 4,
      name: 'Priya Vance',
      ...answers({ 'last-botox': localDay(cast, visitDaysAhead - 10) }),
      startAt: dayAhead(cast, visitDaysAhead),
    }),
    standard('strong actives used an hour ago, visit in five hours', cast, {
      index: 5,
      name: 'Mona Reyes',
      startAt: cast.now + 5 * hourMs,
      ...answers({ 'uses-strong-actives': true, 'strong-actives-last-use': justNow }),
    }),
    calCom('a Botox visit, a week before the next one', cast, {
      ...botox,
      service: 'botox',
      startAt: dayAhead(cast, visitDaysAhead - 7),
      answers: {},
    }),
    calCom('that next one: the clinic knows of the Botox', cast, { ...botox, uid: `${cast.run}-6b` }),
    standard('pregnant or nursing', cast, {
      index: 7,
      name: 'Ines Holm',
      ...answers({ 'pregnant-nursing': true }),
    }),
    calCom('a cold sore now', cast, {
      index: 8,
      name: 'Clara Webb',
      ...answers({ 'active-infection': true }),
    }),
  ];
}

/** For a person to look at, or with questions open. */
function unsettledScenes(cast: Cast): Scene[] {
  return [
    standard('diabetes: a clearance is needed', cast, {
      index: 9,
      name: 'Hugo Lindt',
      ...answers({ diabetes: true }),
    }),
    calCom(
      'for two people',
      cast,
      { index: 10, name: 'Sam Okoro' },
      {
        payload: (visit) => ({
          attendees: [attendeeOf(visit), attendeeOf({ ...visit, name: 'Joan Okoro', uid: `${visit.uid}-2` })],
        }),
      },
    ),
    standard('a service that is mapped to nothing', cast, { index: 11, name: 'Vera Stone', service: 'peel' }),
    calCom('no answers at all', cast, { index: 12, name: 'Rosa Delgado', language: 'es', answers: {} }),
  ];
}

function changingScenes(cast: Cast): Scene[] {
  return [
    calCom('will be moved', cast, { index: 13, name: 'Kit Palmer' }),
    calCom('will be cancelled by the clinic', cast, { index: 14, name: 'Dale Norris' }),
    standard('late: the visit is tomorrow', cast, {
      index: 15,
      name: 'June Archer',
      startAt: dayAhead(cast, 1, afternoon),
    }),
    calCom(
      'has to be confirmed by the clinic',
      cast,
      { index: 16, name: 'Theo Banks' },
      { trigger: 'BOOKING_REQUESTED' },
    ),
  ];
}

/** What happens to some of them ten minutes later. */
export function laterScenes(cast: Cast): Scene[] {
  const { now } = cast;
  const moved = { index: 13, name: 'Kit Palmer', uid: `${cast.run}-13b` };
  return [
    calCom(
      'moved by a day, under a new uid',
      cast,
      { ...moved, startAt: dayAhead(cast, visitDaysAhead + 1) },
      {
        trigger: 'BOOKING_RESCHEDULED',
        payload: () => ({ rescheduleUid: `${cast.run}-13`, rescheduledBy: 'kit@example.com' }),
      },
    ),
    calCom(
      'cancelled by the clinic',
      cast,
      { index: 14, name: 'Dale Norris' },
      { trigger: 'BOOKING_CANCELLED', payload: () => ({ cancelledBy: 'desk@rosewater.example' }) },
    ),
    calCom(
      'declined by the clinic',
      cast,
      { index: 16, name: 'Theo Banks' },
      { trigger: 'BOOKING_REJECTED', payload: () => ({ rejectionReason: 'No room that day' }) },
    ),
    {
      title: "Cal.com's ping",
      platform: 'cal-com',
      body: { triggerEvent: 'PING', createdAt: new Date(now).toISOString() },
    },
    {
      title: 'signed, but no booking',
      platform: 'standard',
      body: {
        type: 'booking.created',
        timestamp: new Date(now + minuteMs).toISOString(),
        data: { bookingId: cast.run },
      },
    },
  ];
}

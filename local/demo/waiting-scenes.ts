/** Visits that still lie ahead when the demo ends, one of each kind that needs a person: what the manager's opening page then lists. */
import { randomUUID } from 'node:crypto';
import type { NewBooking } from '../../shared/api/manager/act.ts';
import { hourMs, minuteMs } from '../../shared/time/instant.ts';
import { localTimeOf } from '../../shared/time/zone.ts';
import { attendeeOf } from './bodies.ts';
import { botoxDaysBefore } from './newer-policy.ts';
import {
  answers,
  type Cast,
  calCom,
  clinicZone,
  dayAhead,
  localDay,
  type Scene,
  standard,
} from './scenes.ts';

/** Its texts are lost: the stack's phones with such a number are always off. */
const lostPhoneIndex = 66;

export function waitingScenes(cast: Cast): Scene[] {
  return [...heldBack(cast), ...unsure(cast), ...hardToReach(cast)];
}

/** Booked before the clinic publishes another policy: what that would find waits for a person. */
export function proposalScene(cast: Cast): Scene {
  return standard('Botox before the visit, and then a newer policy on Botox', cast, {
    index: 43,
    name: 'Olive Hart',
    startAt: dayAhead(cast, proposalDaysAhead),
    ...answers({ 'last-botox': localDay(cast, proposalDaysAhead - botoxDaysBefore) }),
  });
}

const proposalDaysAhead = 10;

function heldBack(cast: Cast): Scene[] {
  const justNow = new Date(cast.now - hourMs).toISOString();
  return [
    calCom('Botox, and the visit in five days', cast, {
      index: 30,
      name: 'Amara Osei',
      startAt: dayAhead(cast, 5),
      ...answers({ 'last-botox': localDay(cast, -3) }),
    }),
    standard('strong actives an hour ago, the visit this afternoon', cast, {
      index: 31,
      name: 'Bianca Rossi',
      startAt: cast.now + 5 * hourMs,
      ...answers({ 'uses-strong-actives': true, 'strong-actives-last-use': justNow }),
    }),
    calCom('a cold sore, the visit in eight days', cast, {
      index: 32,
      name: 'Celia Brandt',
      startAt: dayAhead(cast, 8),
      ...answers({ 'active-infection': true }),
    }),
    standard('pregnant or nursing: for a clinician', cast, {
      index: 37,
      name: 'Imogen Falk',
      startAt: dayAhead(cast, 6, 11 * 60),
      ...answers({ 'pregnant-nursing': true }),
    }),
  ];
}

function unsure(cast: Cast): Scene[] {
  return [
    standard("diabetes: a doctor's clearance is needed", cast, {
      index: 33,
      name: 'Dario Lenz',
      startAt: dayAhead(cast, 1, 11 * 60),
      ...answers({ diabetes: true }),
    }),
    calCom(
      'for two people',
      cast,
      { index: 38, name: 'Jon Okafor', startAt: dayAhead(cast, 3, 16 * 60) },
      {
        payload: (visit) => ({
          attendees: [attendeeOf(visit), attendeeOf({ ...visit, name: 'Kim Okafor', uid: `${visit.uid}-2` })],
        }),
      },
    ),
    calCom('no answers at all', cast, {
      index: 34,
      name: 'Elena Duarte',
      language: 'es',
      startAt: dayAhead(cast, 4),
      answers: {},
    }),
    calCom(
      'has to be confirmed, the visit this evening',
      cast,
      { index: 39, name: 'Lena Thorn', startAt: cast.now + 8 * hourMs },
      { trigger: 'BOOKING_REQUESTED' },
    ),
    standard('will say that something changed', cast, {
      index: 36,
      name: 'Greta Sand',
      startAt: dayAhead(cast, 1, 14 * 60),
    }),
  ];
}

function hardToReach(cast: Cast): Scene[] {
  return [
    standard('will text STOP', cast, { index: 35, name: 'Farid Amini', startAt: dayAhead(cast, 2) }),
    standard('a phone that is always off', cast, {
      index: lostPhoneIndex,
      name: 'Hanna Weiss',
      startAt: dayAhead(cast, 7),
    }),
    standard('no number that can be texted', cast, {
      index: 40,
      name: 'Mateo Cruz',
      phone: '+442079460123',
      startAt: dayAhead(cast, 2, 10 * 60),
    }),
    standard('no consent to texts', cast, {
      index: 41,
      name: 'Noor Haddad',
      consent: false,
      startAt: dayAhead(cast, 9),
    }),
    {
      title: 'signed, but no booking',
      platform: 'standard',
      body: {
        type: 'booking.created',
        timestamp: new Date(cast.now + minuteMs).toISOString(),
        data: { bookingId: `${cast.run}-odd` },
      },
    },
  ];
}

/** Somebody at the desk, who would like to stay. */
export function walkInOf(cast: Cast): NewBooking {
  const { date, minuteOfDay } = localTimeOf(cast.now + 3 * hourMs, clinicZone);
  const hour = String(Math.floor(minuteOfDay / 60)).padStart(2, '0');
  return {
    click: randomUUID(),
    why: 'Walk-in at the desk',
    treatment: 'microneedling',
    start: `${date}T${hour}:30`,
    lasts: 60,
    name: 'Wanda Fields',
    phone: cast.phone(42),
    language: 'en',
    consent: true,
  };
}

/** The platform `standard`: our own signed format, for a clinic's site, Zapier, Make or anything that can post JSON. */
import * as z from 'zod';
import { emailCharsMax, phoneCharsMax } from '../api/person-limits.ts';
import { verifyStandard } from '../webhook/standard-webhooks.ts';
import {
  answerCharsMax,
  answersMax,
  clientName,
  instant,
  languageOf,
  optionalText,
  questionNameCharsMax,
  refusedBy,
  serviceCharsMax,
  uid,
  wrongEnd,
  zoneOf,
} from './field.ts';
import {
  type BookingDetails,
  type OrderStamp,
  type Platform,
  type PlatformAnswer,
  type Reading,
  ranks,
} from './platform.ts';

/** Choices one answer may list. */
const choicesMax = 40;

const types = [
  'booking.created',
  'booking.rescheduled',
  'booking.cancelled',
  'booking.completed',
  'booking.no_show',
] as const;
type EventType = (typeof types)[number];

interface EventBase {
  uid: string;
  order: OrderStamp;
}

const envelope = z.object({
  type: z.string().min(1).max(100),
  timestamp: z.unknown().optional(),
  data: z.unknown().optional(),
});
const event = z.object({ timestamp: instant, data: z.object({ bookingId: uid }) });

const answer = z.union(
  [
    z.string().max(answerCharsMax),
    z.boolean(),
    z.array(z.string().max(answerCharsMax)).max(choicesMax),
    z.null(),
  ],
  { error: 'expected a text, true, false or a list of texts, within the limits' },
);

const details = z
  .object({
    treatment: z.string().trim().min(1).max(serviceCharsMax),
    startAt: instant,
    endAt: instant,
    client: z.object({
      name: clientName,
      phone: optionalText(phoneCharsMax),
      email: optionalText(emailCharsMax),
      locale: z.unknown().optional(),
      timeZone: z.unknown().optional(),
      smsConsent: z.boolean(),
    }),
    answers: z
      .record(z.string().min(1).max(questionNameCharsMax), answer)
      .refine((given) => Object.keys(given).length <= answersMax, `expected at most ${answersMax} answers`)
      .nullish(),
  })
  .superRefine((visit, context) => {
    const wrong = wrongEnd(visit.startAt, visit.endAt);
    if (wrong !== undefined)
      context.addIssue({ code: 'custom', path: ['endAt'], message: `expected ${wrong}` });
  });
type Details = z.infer<typeof details>;

const present = z.unknown().refine((value) => value !== undefined && value !== null);
const presence = z.object({ treatment: present, startAt: present, endAt: present, client: present });

const createdState = z.object({ status: z.enum(['pending', 'accepted']).optional() });
const rescheduledState = z.object({
  previousBookingId: uid.nullish(),
  status: z.enum(['pending', 'accepted']).optional(),
});
const cancelledState = z.object({ cancelledBy: z.enum(['client', 'clinic']).nullish() });

/** Standard Webhooks signatures; the clinic's system is told by our own webhook and waits for it. */
export const standard: Platform = {
  id: 'standard',
  gateClass: 'hold',
  verify: (delivery, secrets) =>
    verifyStandard(delivery.headers, delivery.body, delivery.receivedAt, secrets),
  read,
};

function read(body: unknown): Reading {
  const outer = envelope.safeParse(body);
  if (!outer.success) return refusedBy(outer.error);
  const type = types.find((known) => known === outer.data.type);
  if (type === undefined) return { read: 'ignored', reason: 'an event type that the gate does not use' };
  const inner = event.safeParse(body);
  if (!inner.success) return refusedBy(inner.error);
  const base = (rank: number): EventBase => ({
    uid: inner.data.data.bookingId,
    order: { stamp: inner.data.timestamp, rank },
  });
  return readEvent(type, outer.data.data, base);
}

function readEvent(type: EventType, data: unknown, base: (rank: number) => EventBase): Reading {
  switch (type) {
    case 'booking.created': {
      const parsed = createdState.and(details).safeParse(data);
      if (!parsed.success) return refusedBy(parsed.error, 'data');
      const happened = parsed.data.status === 'pending' ? 'requested' : 'confirmed';
      return {
        read: 'event',
        event: { ...base(ranks[happened]), happened, details: detailsOf(parsed.data) },
      };
    }
    case 'booking.rescheduled':
      return readRescheduled(data, base(ranks.rescheduled));
    case 'booking.cancelled': {
      const parsed = cancelledState.safeParse(data);
      if (!parsed.success) return refusedBy(parsed.error, 'data');
      const by = parsed.data.cancelledBy ?? 'unknown';
      return { read: 'event', event: { ...base(ranks.cancelled), happened: 'cancelled', by } };
    }
    case 'booking.completed':
      return readCompleted(data, base(ranks.completed));
    case 'booking.no_show':
      return { read: 'event', event: { ...base(ranks.noShow), happened: 'no-show', takenBack: false } };
  }
}

function readRescheduled(data: unknown, base: EventBase): Reading {
  const parsed = rescheduledState.and(details).safeParse(data);
  if (!parsed.success) return refusedBy(parsed.error, 'data');
  const previousUid = parsed.data.previousBookingId ?? base.uid;
  return {
    read: 'event',
    event: {
      ...base,
      happened: 'rescheduled',
      details: detailsOf(parsed.data),
      ...(previousUid === base.uid ? {} : { previousUid }),
      pending: parsed.data.status === 'pending',
    },
  };
}

/** The visit's details are taken when they are all there; a bare id is enough to say that the visit took place. */
function readCompleted(data: unknown, base: EventBase): Reading {
  const complete = presence.safeParse(data).success;
  if (!complete) return { read: 'event', event: { ...base, happened: 'completed' } };
  const parsed = details.safeParse(data);
  if (!parsed.success) return refusedBy(parsed.error, 'data');
  return { read: 'event', event: { ...base, happened: 'completed', details: detailsOf(parsed.data) } };
}

function detailsOf(visit: Details): BookingDetails {
  const language = languageOf(visit.client.locale);
  const zone = zoneOf(visit.client.timeZone);
  return {
    service: visit.treatment,
    startAt: visit.startAt,
    endAt: visit.endAt,
    client: {
      name: visit.client.name,
      ...(visit.client.phone === undefined ? {} : { phone: visit.client.phone }),
      ...(visit.client.email === undefined ? {} : { email: visit.client.email }),
      ...(language === undefined ? {} : { language }),
      ...(zone === undefined ? {} : { zone }),
    },
    people: 1,
    answers: answersOf(visit.answers ?? {}),
    consent: visit.client.smsConsent,
  };
}

function answersOf(given: Record<string, z.infer<typeof answer>>): PlatformAnswer[] {
  return Object.entries(given)
    .filter(([, raw]) => raw !== null && raw !== '')
    .map(([name, raw]) => ({ names: [name], raw }));
}

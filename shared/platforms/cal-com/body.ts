/** The shapes of Cal.com's bodies, as its documentation, its open code and captured deliveries show them; none was tried against a live account. */
import * as z from 'zod';
import { emailCharsMax, phoneCharsMax } from '../../api/person-limits.ts';
import {
  clientName,
  instant,
  optionalText,
  questionNameCharsMax,
  serviceCharsMax,
  uid,
  wrongEnd,
} from '../field.ts';

/** People of one event that are counted: no body of an accepted size holds more. */
const attendeesMax = 1_000;
/** Form fields of one event, the platform's own ones included. */
const responsesMax = 100;

/** The outside of every body. Most carry a `payload`; MEETING_* and custom templates have their fields beside `triggerEvent`. */
export const envelopeSchema = z.object({
  triggerEvent: z.string().min(1).max(100),
  payload: z.record(z.string(), z.unknown()).nullish().catch(undefined),
});

/** When the event happened, by the platform's clock. */
export const stampSchema = z.object({ createdAt: instant });

/** Under the question's slug; `value` can be missing, a text, a boolean, a list or an object. */
const response = z.object({
  label: z.string().max(questionNameCharsMax).nullish(),
  value: z.unknown().optional(),
});

/** `[]` and `null` stand for "none" in some of Cal.com's bodies. */
const responses = z.preprocess(
  (given) => (given === null || (Array.isArray(given) && given.length === 0) ? {} : given),
  z
    .record(z.string().max(questionNameCharsMax), response)
    .refine((given) => Object.keys(given).length <= responsesMax, `expected at most ${responsesMax} entries`),
);
export type Responses = Record<string, z.infer<typeof response>>;

/** The first attendee, who is read as the client. */
const booker = z.object({
  name: clientName,
  email: optionalText(emailCharsMax),
  phoneNumber: optionalText(phoneCharsMax),
  timeZone: z.unknown().optional(),
  language: z.object({ locale: z.unknown().optional() }).nullish().catch(undefined),
});

const times = { startTime: instant, endTime: instant };

/** What a created, requested or moved booking says of itself. */
export const bookingSchema = z
  .object({
    uid,
    type: optionalText(serviceCharsMax),
    eventTypeId: z.int().positive().nullish(),
    ...times,
    attendees: z
      .tuple([booker])
      .rest(z.unknown())
      .refine((people) => people.length <= attendeesMax),
    smsReminderNumber: optionalText(phoneCharsMax),
    responses: responses.optional(),
    userFieldsResponses: responses.optional(),
    rescheduleUid: uid.nullish(),
  })
  .superRefine((booking, context) => {
    const wrong = wrongEnd(booking.startTime, booking.endTime);
    if (wrong !== undefined)
      context.addIssue({ code: 'custom', path: ['endTime'], message: `expected ${wrong}` });
    if (booking.type === undefined && typeof booking.eventTypeId !== 'number') {
      context.addIssue({ code: 'custom', path: ['type'], message: 'expected the slug of the event type' });
    }
  });
export type CalComBooking = z.infer<typeof bookingSchema>;

/** What ended a booking: everything but the uid only helps to say who did it, and never stands in a cancellation's way. */
export const endedSchema = z.object({
  uid,
  cancelledBy: optionalText(emailCharsMax).catch(undefined),
  requestReschedule: z.unknown().optional(),
  attendees: z
    .array(z.object({ email: z.string().nullish() }))
    .max(attendeesMax)
    .nullish()
    .catch(undefined),
});

/** The state a booking is said to be in, for bodies whose event says something milder. */
export const statusSchema = z.object({ status: z.string().max(40).nullish().catch(undefined) });

export const noShowSchema = z.object({
  bookingUid: uid,
  attendees: z.array(z.object({ noShow: z.boolean() })).max(attendeesMax),
});

export const meetingSchema = z.object({ uid, ...times });

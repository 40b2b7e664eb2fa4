/** Bodies as the platforms send them, for made-up people: what the demo posts. */
import { microneedlingPolicy } from '../../shared/policy/defaults/microneedling.ts';
import { formatInstant, type Instant, minuteMs } from '../../shared/time/instant.ts';

/** Answers by question id: the standard format's own, and Cal.com's under the same slugs. */
export type DemoAnswers = Readonly<Record<string, string | boolean>>;

export interface DemoVisit {
  uid: string;
  /** When it was booked, or whatever happened. */
  at: Instant;
  startAt: Instant;
  minutes?: number;
  name: string;
  phone?: string;
  language?: 'en' | 'es';
  service?: string;
  answers?: DemoAnswers;
  /** To texts; given unless it is said that it is not. */
  consent?: boolean;
}

const visitMinutes = 60;

/** Every question that stands alone, answered so that nothing is found. */
export const fineAnswers: DemoAnswers = Object.fromEntries(
  microneedlingPolicy.questions
    .filter(({ askIf }) => askIf === undefined)
    .map(({ id, type }) => [id, type === 'yes-no' ? false : 'never']),
);

export function standardBody(visit: DemoVisit, type = 'booking.created'): unknown {
  return {
    type,
    timestamp: formatInstant(visit.at),
    data: {
      bookingId: visit.uid,
      treatment: visit.service ?? 'microneedling',
      ...timesOf(visit, 'startAt', 'endAt'),
      client: {
        name: visit.name,
        ...(visit.phone === undefined ? {} : { phone: visit.phone }),
        email: emailOf(visit),
        locale: visit.language ?? 'en',
        timeZone: 'America/New_York',
        smsConsent: visit.consent ?? true,
      },
      answers: visit.answers ?? fineAnswers,
    },
  };
}

export type CalComTrigger =
  | 'BOOKING_CREATED'
  | 'BOOKING_REQUESTED'
  | 'BOOKING_RESCHEDULED'
  | 'BOOKING_CANCELLED'
  | 'BOOKING_REJECTED';

const statuses: Readonly<Record<CalComTrigger, string>> = {
  BOOKING_CREATED: 'ACCEPTED',
  BOOKING_REQUESTED: 'PENDING',
  BOOKING_RESCHEDULED: 'ACCEPTED',
  BOOKING_CANCELLED: 'CANCELLED',
  BOOKING_REJECTED: 'REJECTED',
};

/** `more` adds to the payload or replaces what stands there. */
export function calComBody(
  trigger: CalComTrigger,
  visit: DemoVisit,
  more: Readonly<Record<string, unknown>> = {},
): unknown {
  const answers = responsesOf(visit.answers ?? fineAnswers);
  return {
    triggerEvent: trigger,
    createdAt: formatInstant(visit.at),
    payload: {
      bookerUrl: 'https://cal.example',
      type: visit.service ?? 'microneedling',
      title: `Visit of ${visit.name}`,
      customInputs: {},
      ...timesOf(visit, 'startTime', 'endTime'),
      organizer: organizer(),
      responses: {
        name: { label: 'your_name', value: visit.name },
        email: { label: 'email_address', value: emailOf(visit) },
        notes: { label: 'additional_notes' },
        guests: { label: 'additional_guests', value: [] },
        ...answers,
      },
      userFieldsResponses: answers,
      attendees: [attendeeOf(visit)],
      location: '12 Example Street',
      requiresConfirmation: trigger === 'BOOKING_REQUESTED',
      eventTypeId: 7001,
      uid: visit.uid,
      iCalUID: `${visit.uid}@Cal.com`,
      cancellationReason: null,
      rejectionReason: null,
      length: visit.minutes ?? visitMinutes,
      metadata: {},
      status: statuses[trigger],
      ...more,
    },
  };
}

export function attendeeOf({ name, phone, language, uid }: DemoVisit) {
  return {
    name,
    email: emailOf({ name, uid }),
    timeZone: 'America/New_York',
    language: { locale: language ?? 'en' },
    phoneNumber: phone ?? null,
  };
}

function organizer() {
  return {
    id: 41,
    name: 'Rosewater Skin',
    email: 'desk@rosewater.example',
    username: 'rosewater',
    timeZone: 'America/New_York',
    language: { locale: 'en' },
  };
}

function timesOf(visit: DemoVisit, start: string, end: string): Record<string, string> {
  const endAt = visit.startAt + (visit.minutes ?? visitMinutes) * minuteMs;
  return { [start]: formatInstant(visit.startAt), [end]: formatInstant(endAt) };
}

/** Another one for each booking: an address shared with another name would be a finding. */
function emailOf({ name, uid }: Pick<DemoVisit, 'name' | 'uid'>): string {
  const plain = name
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z]+/g, '.');
  return `${plain}.${uid}@example.com`;
}

function responsesOf(answers: DemoAnswers): Record<string, { label: string; value: string | boolean }> {
  return Object.fromEntries(
    Object.entries(answers).map(([id, value]) => [
      id,
      { label: microneedlingPolicy.questions.find((question) => question.id === id)?.text.en ?? id, value },
    ]),
  );
}

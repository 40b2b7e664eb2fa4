/** Which events count as CloudWatch metrics, and what they count: the one table that the journal writes from and the alarms are built on. */
import type { SlotAnswer } from '../follow-up/contact-slots.ts';
import { saysSpendLimit } from '../follow-up/spend-pause.ts';
import type { BusinessEvent } from './business-event.ts';

/** All metrics of all stages stand here; the stage is the one dimension, because each further value of one is a metric of its own, and paid for. https://aws.amazon.com/cloudwatch/pricing/ */
export const metricNamespace = 'booking-gate';
export const metricDimension = 'stage';

/** Every metric there is and its unit in CloudWatch's words. Those of `swept` come each minute, all others only when something happened. */
export const metricUnits = {
  'delivery-answered': 'Count',
  'delivery-rejected': 'Count',
  'delivery-conflict': 'Count',
  'timer-missing': 'Count',
  'timer-lost': 'Count',
  'text-sent': 'Count',
  'text-failed': 'Count',
  'text-unknown': 'Count',
  'text-postponed': 'Count',
  'text-delivered': 'Count',
  'text-undelivered': 'Count',
  /** Receipts that could not be taken, so that their texts stay as they were. */
  'receipt-failed': 'Count',
  /** Texts to one number came to the bound that no honest course of events reaches. */
  'text-capped': 'Count',
  /** The account may spend no more on texts this month: what is published now is dropped. */
  'spend-limit-reached': 'Count',
  'notice-failed': 'Count',
  'sign-in-refused': 'Count',
  'tenant-wall': 'Count',
  'item-put-back': 'Count',
  'item-quarantined': 'Count',
  'sweep-looked': 'Count',
  'sweep-worked': 'Count',
  'sweep-failed': 'Count',
  'sweep-deliveries-unfinished': 'Count',
  'sweep-oldest-overdue': 'Seconds',
} as const;
export type MetricName = keyof typeof metricUnits;

/** Names and values of one event; empty for one that is only a line to read. */
type MetricValues = Partial<Record<MetricName, number>>;

export type EventName = BusinessEvent['event'];
type EventNamed<Name extends EventName, Event = BusinessEvent> = Event extends { event: infer Names }
  ? Name extends Names
    ? Event
    : never
  : never;

/** By type an event that is declared and not listed here does not compile. */
const readings: { [Name in EventName]: (event: EventNamed<Name>) => MetricValues } = {
  'delivery-received': none,
  'delivery-answered': () => ({ 'delivery-answered': 1 }),
  'delivery-rejected': () => ({ 'delivery-rejected': 1 }),
  'delivery-conflict': () => ({ 'delivery-conflict': 1 }),
  'booking-decided': none,
  'timer-missing': () => ({ 'timer-missing': 1 }),
  'timer-lost': () => ({ 'timer-lost': 1 }),
  'text-sent': () => ({ 'text-sent': 1 }),
  'text-failed': ({ reason }) => ({ 'text-failed': 1, ...spendLimit(reason) }),
  'text-unknown': ({ reason }) => ({ 'text-unknown': 1, ...spendLimit(reason) }),
  'text-skipped': ({ reason }) => (reason === tooManyTexts ? { 'text-capped': 1 } : {}),
  'text-postponed': () => ({ 'text-postponed': 1 }),
  'text-delivered': () => ({ 'text-delivered': 1 }),
  'text-undelivered': ({ reason }) => ({ 'text-undelivered': 1, ...spendLimit(reason) }),
  'text-unlinked': () => ({ 'receipt-failed': 1 }),
  'receipt-unknown': none,
  'receipt-unreadable': () => ({ 'receipt-failed': 1 }),
  'receipt-failed': () => ({ 'receipt-failed': 1 }),
  'reply-taken': none,
  'reply-sent': () => ({ 'text-sent': 1 }),
  'reply-failed': ({ reason }) => ({ 'text-failed': 1, ...spendLimit(reason) }),
  'reply-unknown': ({ reason }) => ({ 'text-unknown': 1, ...spendLimit(reason) }),
  'contact-opted-out': none,
  'contact-opted-in': none,
  swept: (event) => ({
    'sweep-looked': event.looked,
    'sweep-worked': event.worked,
    'sweep-failed': event.failed,
    'sweep-deliveries-unfinished': event.deliveriesUnfinished,
    'sweep-oldest-overdue': event.oldestOverdueSeconds,
  }),
  'item-quarantined': () => ({ 'item-quarantined': 1 }),
  'item-put-back': () => ({ 'item-put-back': 1 }),
  'notice-sent': none,
  'notice-failed': () => ({ 'notice-failed': 1 }),
  'page-opened': none,
  'page-refused': none,
  'screening-submitted': none,
  'sign-in-refused': () => ({ 'sign-in-refused': 1 }),
  'tenant-wall': () => ({ 'tenant-wall': 1 }),
  'act-done': none,
};

function none(): MetricValues {
  return {};
}

/** As `SlotAnswer` says it. */
const tooManyTexts = 'too many texts' satisfies Extract<SlotAnswer, { slot: 'never' }>['reason'];

function spendLimit(reason: string | undefined): MetricValues {
  return saysSpendLimit(reason) ? { 'spend-limit-reached': 1 } : {};
}

/** Every event there is, for documents and tests. */
// The keys are the table's own, which by type are all events.
export const eventNames = Object.keys(readings) as EventName[];

export interface Metric {
  name: MetricName;
  unit: (typeof metricUnits)[MetricName];
  value: number;
}

/** What an event counts; none where it is only to be read. */
export function metricsOf(event: BusinessEvent): Metric[] {
  // A reading is found by the event's own name, so it takes that event: TypeScript does not follow this through a table.
  const reading = readings[event.event] as (event: BusinessEvent) => MetricValues;
  // The keys are the names of the readings' type.
  const counted = Object.entries(reading(event)) as [MetricName, number][];
  return counted.map(([name, value]) => ({ name, unit: metricUnits[name], value }));
}

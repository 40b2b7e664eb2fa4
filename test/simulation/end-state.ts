/** What must be right in the end, whatever died on the way: bookings, verdicts, texts, answers and deliveries, without the times and tokens that may differ. */

import type { Booking } from '../../shared/booking/booking.ts';
import { optOutLines } from '../../shared/follow-up/compose-text.ts';
import { describeValue } from '../../shared/screening/answer.ts';
import { dueOf, type Item, keyOf } from '../../shared/store/item.ts';
import { formatInstant, minuteMs } from '../../shared/time/instant.ts';
import type { World } from '../world/world.ts';

export interface EndState {
  /** One line per item: what stands where, in its state. */
  items: string[];
  /** Every text and its state: the texts of each booking, and the answers to a client's texts. */
  steps: Map<string, string>;
  /** Texts that reached a phone, without what depends on chance: how often each. */
  texts: Map<string, number>;
  /** The publish calls whose refusal is not proven: how often each. */
  publishes: Map<string, number>;
  notices: string[];
  /** What still waits for work although its time is long past. */
  overdue: string[];
}

/** Longer than a claim and a sweep: what is due for so long is lost. Minutes. */
const overdueMinutesMax = 15;

export function endStateOf({ ports }: World): EndState {
  const items = ports.store.items();
  const { store, texting, staffNotices, clock } = ports;
  const overdue = store
    .items()
    .filter((item) => (dueOf(item) ?? Number.POSITIVE_INFINITY) < clock.now() - overdueMinutesMax * minuteMs);
  const unproven = texting.calls().filter(({ result }) => result.published !== 'no');
  return {
    items: items.flatMap(lineOf).sort(),
    steps: new Map(items.flatMap(stepsOf)),
    texts: counted(texting.arrived().map(sayText)),
    publishes: counted(unproven.map(({ message }) => sayText(message))),
    notices: [
      ...new Set(staffNotices.published().map(({ bookingId, kind }) => `${bookingId} ${kind}`)),
    ].sort(),
    overdue: overdue.map(keyOf),
  };
}

export function sayText({ to, milestone, body }: { to: string; milestone: string; body: string }): string {
  const line = Object.values(optOutLines).find((one) => body.endsWith(` ${one}`));
  const said = line === undefined ? body : body.slice(0, -line.length - 1);
  return `${to} ${milestone}: ${said.replace(/\/[sc]\/\w{10}/g, '/page')}`;
}

function lineOf(item: Item): string[] {
  const key = keyOf(item);
  switch (item.type) {
    case 'booking':
      return [`${key} ${sayBooking(item)}`];
    case 'alias':
      return [`${key} is ${item.target}${item.carry === undefined ? '' : ' and carries'}`];
    case 'moved':
      return [`${key} moved to ${item.target}`];
    case 'tombstone':
      return [`${key} ended: ${item.ended} at ${item.order.stamp}`];
    case 'contact':
      return item.optedOut === undefined ? [] : [`${key} opted out`];
    case 'delivery':
      return [`${key} ${item.status} ${item.status === 'done' ? (item.answer.decision ?? '') : ''}`];
    case 'clinic':
      return [`${key} ${JSON.stringify({ ...item, version: 'any' })}`];
    case 'job':
      return item.dueAt === undefined ? [] : [`${key} is not over`];
    case 'quarantine':
      return [`${key} quarantined: ${item.reason}`];
    case 'page':
    case 'message':
      return [];
    default:
      return [key];
  }
}

/** The booking as people see it. */
export function sayBooking(booking: Booking): string {
  const { decision, answers } = booking;
  const given = Object.entries(answers).map(([question, { value }]) => `${question}=${describeValue(value)}`);
  const pokes = booking.steps.filter(({ act }) => act.kind === 'check' && act.what === 'poke');
  return JSON.stringify({
    status: booking.status,
    start: formatInstant(booking.startAt),
    outcome: decision?.outcome,
    findings: decision?.findings.map(({ id }) => id),
    open: decision?.open,
    answers: given.sort(),
    optedOut: booking.optedOutAt !== undefined,
    reopened: booking.reopenedAt !== undefined,
    proposal: booking.proposal,
    policyVersion: booking.policyVersion,
    pokes: pokes.length,
  });
}

/** An answer to a client's text that was claimed and never recorded is as unknown as a step's. */
function stepsOf(item: Item): [string, string][] {
  switch (item.type) {
    case 'booking':
      return item.steps
        .filter(({ act }) => act.kind === 'text')
        .map(({ id, state }) => [
          `${keyOf(item)} ${id}`,
          'reason' in state && state.status !== 'unknown' ? `${state.status}: ${state.reason}` : state.status,
        ]);
    case 'contact':
      return item.replies.map(({ id, state }) => [
        `${keyOf(item)} ${id}`,
        state === 'claimed' ? 'unknown' : state,
      ]);
    default:
      return [];
  }
}

function counted(lines: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1);
  return counts;
}

/** How an end differs from the one it should equal. A text that a death left unknown may be missing, and then its step says so; nothing may be said more often. */
export function differences(expected: EndState, actual: EndState): string[] {
  const unknown = [...actual.steps].filter(
    ([id, state]) => state === 'unknown' && wentOut(expected.steps.get(id)),
  );
  const missing = [...expected.texts].filter(([text, count]) => (actual.texts.get(text) ?? 0) < count);
  return [
    ...expected.items.filter((line) => !actual.items.includes(line)).map((line) => `missing: ${line}`),
    ...actual.items.filter((line) => !expected.items.includes(line)).map((line) => `unexpected: ${line}`),
    ...stepDifferences(expected, actual),
    ...tooOften(expected.texts, actual.texts, 'said too often'),
    ...tooOften(expected.publishes, actual.publishes, 'published too often'),
    ...(missing.length > unknown.length ? missing.map(([text]) => `never said: ${text}`) : []),
    ...(expected.notices.join() === actual.notices.join() ? [] : [`notices: ${actual.notices.join(', ')}`]),
    ...actual.overdue.map((key) => `overdue for ever: ${key}`),
  ];
}

function wentOut(state: string | undefined): boolean {
  return state === 'sent' || state === 'delivered';
}

function stepDifferences(expected: EndState, actual: EndState): string[] {
  const ids = [...new Set([...expected.steps.keys(), ...actual.steps.keys()])];
  return ids.flatMap((id) => {
    const [should, is] = [expected.steps.get(id), actual.steps.get(id)];
    if (should === is || (wentOut(should) && is === 'unknown')) return [];
    return [`step ${id}: ${is} instead of ${should}`];
  });
}

function tooOften(expected: Map<string, number>, actual: Map<string, number>, says: string): string[] {
  return [...actual]
    .filter(([text, count]) => count > (expected.get(text) ?? 0))
    .map(([text]) => `${says}: ${text}`);
}

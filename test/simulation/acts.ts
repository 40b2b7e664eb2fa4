/** Single invocations of the functions as the outside world makes them: what the crash harness lets die and two processes do at once. */
import { changeClinic } from '../../functions/workflow/change-clinic.ts';
import type { SignablePlatform } from '../../local/send/sign.ts';
import type { Booking } from '../../shared/booking/booking.ts';
import { keyOf } from '../../shared/store/item.ts';
import { formatInstant, type Instant } from '../../shared/time/instant.ts';
import { httpEvent } from '../http/event.ts';
import { type LoggedText, logEvent, logLine } from '../world/delivery-log.ts';
import { inboundEvent, instantOf, type Process, type World, webhookEvent } from '../world/world.ts';

export interface Act {
  name: string;
  invoke: (process: Process) => Promise<unknown>;
  /** Whether it comes again when there was no answer: SNS's texts and staff's changes always do, a platform or a client may, a timer never does. */
  comesAgain: 'always' | 'perhaps' | 'never';
}

/** Signed at the clock's time of the invocation, as a platform signs each attempt anew. */
export function deliver(world: World, body: unknown, platform: SignablePlatform = 'standard'): Act {
  return {
    name: 'webhook',
    invoke: ({ webhook, deps }) => webhook(webhookEvent(world.clinic.id, platform, body, deps.clock.now())),
    comesAgain: 'perhaps',
  };
}

/** A fire for the item at a key; `scheduled` is the instant its timer was set for. */
export function fireAt(key: string, scheduled: Instant | string): Act {
  return {
    name: 'fire',
    invoke: ({ followUp }) => followUp({ v: 1, key, scheduled: formatInstant(instantOf(scheduled)) }),
    comesAgain: 'never',
  };
}

export function fireNow(world: World, booking: Booking): Act {
  return fireAt(keyOf(booking), world.ports.clock.now());
}

/** One text of a client; it keeps its time and id when it comes again. */
export function textFrom(world: World, from: string, body: string, id = 'inbound-1'): Act {
  const at = world.ports.clock.now();
  const event = inboundEvent({ from, to: world.clinic.smsNumber, body, at, id });
  return { name: 'inbound-text', invoke: ({ inboundText }) => inboundText(event), comesAgain: 'always' };
}

/** A receipt; Lambda tries it again when there was no answer. */
export function receiptOf(text: LoggedText): Act {
  const event = logEvent([logLine(text)]);
  return { name: 'receipts', invoke: ({ receipts }) => receipts(event), comesAgain: 'always' };
}

/** SNS's id of a booking's text that was sent. */
export function messageIdOf(booking: Booking, milestone: string): string {
  const state = booking.steps.find(({ act }) => act.what === milestone)?.state;
  if (state?.status !== 'sent' || state.messageId === undefined) throw new Error(`${milestone} was not sent`);
  return state.messageId;
}

export function openPath(path: string): Act {
  return { name: 'page', invoke: ({ pages }) => pages(httpEvent({ path })), comesAgain: 'perhaps' };
}

/** A form sent by a browser; `fields` by name. */
export function sendForm(path: string, fields: Record<string, string>): Act {
  const event = httpEvent({
    method: 'POST',
    path,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields).toString(),
  });
  return { name: 'form', invoke: ({ pages }) => pages(event), comesAgain: 'perhaps' };
}

export function sweepOnce(): Act {
  return { name: 'sweep', invoke: ({ sweep }) => sweep(), comesAgain: 'never' };
}

export function changeSettings(
  world: World,
  change: { settings: Record<string, unknown>; policy?: unknown },
): Act {
  return {
    name: 'clinic-change',
    invoke: ({ deps }) => changeClinic(deps, world.clinic.id, change),
    comesAgain: 'always',
  };
}

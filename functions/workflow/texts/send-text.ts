/** Sends one claimed text: contact read after the claim, slot reserved, windows checked again, published once, recorded. */
import { bookingIdOf } from '../../../shared/booking/booking.ts';
import { restoredReason } from '../../../shared/booking/catch-up.ts';
import type { StepEvent } from '../../../shared/booking/event.ts';
import { windowOf } from '../../../shared/follow-up/agenda.ts';
import { composeText } from '../../../shared/follow-up/compose-text.ts';
import { freeSlot } from '../../../shared/follow-up/contact-slots.ts';
import { withOptOut } from '../../../shared/follow-up/reply.ts';
import { firstAllowed, isAllowed } from '../../../shared/follow-up/text-window.ts';
import { type Instant, minuteMs } from '../../../shared/time/instant.ts';
import { publishTimeoutMs } from '../../time-limits.ts';
import { changeContact } from '../change-contact.ts';
import type { TextDeps } from '../deps.ts';
import { type ClaimedText, type TakenSlot, takeSlot, textName } from './take-slot.ts';
import { textFactsOf } from './text-facts.ts';

/** Waits after passing refusals, in minutes: 1, 2, 4 ... */
const backOffMinutesMax = 30;

/** What came of it, to be recorded on the step. */
export async function sendText(deps: TextDeps, claimed: ClaimedText, now: Instant): Promise<StepEvent> {
  const { standpoint, step, claim } = claimed;
  const { booking, clinic } = standpoint;
  const at = Math.max(deps.clock.now(), now);
  const untimely = whyNotNow(claimed, at);
  if (untimely !== undefined) return untimely;
  // Nothing was published yet, so whatever failed here proves that nothing went out.
  const slot = await takeSlot(deps, claimed, at).catch(() => undefined);
  if (slot === undefined)
    return { type: 'step-postponed', step: step.id, at, dueAt: at + backOffMs(claim.tries) };
  if (slot.taken !== undefined) return publish(deps, claimed, slot.taken, at);
  if (slot.answer.slot === 'taken') {
    return { type: 'step-unknown', step: step.id, at, reason: restoredReason };
  }
  if (slot.answer.slot === 'never') {
    return { type: 'step-skipped', step: step.id, at, reason: slot.answer.reason };
  }
  const dueAt = firstAllowed(slot.answer.at, claim.notAfter, windowOf(booking, clinic));
  return dueAt === undefined
    ? { type: 'step-skipped', step: step.id, at, reason: slot.answer.reason }
    : { type: 'step-postponed', step: step.id, at, dueAt };
}

/** Late limit, hours and the claim's own end; what the send took time for is looked at again right before the publish. */
function whyNotNow({ standpoint, step, claim }: ClaimedText, at: Instant): StepEvent | undefined {
  if (at >= claim.notAfter) return { type: 'step-skipped', step: step.id, at, reason: 'too late' };
  const open = isAllowed(at, windowOf(standpoint.booking, standpoint.clinic));
  if (open && at + publishTimeoutMs < claim.expiresAt) return undefined;
  return { type: 'step-postponed', step: step.id, at, dueAt: at + minuteMs };
}

function backOffMs(tries: number): number {
  return Math.min(2 ** Math.max(0, tries - 1), backOffMinutesMax) * minuteMs;
}

async function publish(
  deps: TextDeps,
  claimed: ClaimedText,
  { contact, phone, firstToNumber }: TakenSlot,
  begunAt: Instant,
): Promise<StepEvent> {
  const { standpoint, step, claim, link } = claimed;
  const { booking, clinic } = standpoint;
  const name = textName(standpoint, step);
  const milestone = step.act.kind === 'text' ? step.act.what : 'booked';
  const isOptedOut = (await deps.texting.isOptedOut(phone)) === true;
  const at = Math.max(deps.clock.now(), begunAt);
  const base = { step: step.id, at };
  const untimely = whyNotNow(claimed, at);
  if (untimely !== undefined) {
    await changeContact(deps, contact, (one) => freeSlot(one, name));
    return untimely;
  }
  if (isOptedOut) {
    await changeContact(deps, contact, (one) => withOptOut(freeSlot(one, name), at, 'carrier'));
    return { type: 'step-failed', ...base, reason: 'opted out' };
  }
  const facts = textFactsOf(standpoint, at, link);
  const { body } = composeText({
    milestone,
    language: booking.client.language,
    facts,
    firstToNumber,
  });
  const result = await deps.texting.publish({
    to: phone,
    from: clinic.smsNumber,
    body,
    bookingId: bookingIdOf(booking),
    milestone,
  });
  if (result.published === 'yes') {
    const told = milestone === 'day-before' ? { pauseFrom: facts.pauseFrom } : {};
    return { type: 'step-sent', ...base, messageId: result.messageId, ...told };
  }
  if (result.published === 'unknown') return { type: 'step-unknown', ...base, reason: result.reason };
  await changeContact(deps, contact, (one) => freeSlot(one, name));
  if (!result.passing) return { type: 'step-failed', ...base, reason: result.reason };
  return { type: 'step-postponed', ...base, dueAt: at + backOffMs(claim.tries) };
}

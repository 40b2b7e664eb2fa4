/** Writes down which step a published text belongs to, so that its receipt finds it. Comes before the recording of the step, so that whoever dies leaves no text that is sent and hears of no receipt, and never fails it: what fails here loses a receipt, not a text. */
import type { Booking } from '../../../shared/booking/booking.ts';
import type { StepEvent } from '../../../shared/booking/event.ts';
import { messageExpiry } from '../../../shared/follow-up/message.ts';
import { aboutBooking } from '../../../shared/journal/about-booking.ts';
import { keys } from '../../../shared/store/item.ts';
import { racesMax } from '../change-booking.ts';
import { type BookingDeps, placeOf } from '../deps.ts';
import { ContentionError } from '../errors.ts';
import { readItems } from '../load.ts';
import { applyReceipt } from './apply-receipt.ts';

/** `booking` as it was claimed: its number is the one that was texted. */
export async function linkMessage(deps: BookingDeps, booking: Booking, event: StepEvent): Promise<void> {
  if (event.type !== 'step-sent' || event.messageId === undefined) return;
  try {
    await join(deps, booking, event.step, event.messageId);
  } catch (error) {
    deps.journal.note({
      event: 'text-unlinked',
      ...aboutBooking(booking),
      step: event.step,
      reason: error instanceof Error ? error.name : 'unknown',
    });
  }
}

/** A receipt that came first is applied by whoever finds it waiting, and waits until it was. */
async function join(deps: BookingDeps, booking: Booking, step: string, id: string): Promise<void> {
  const origin = { ...placeOf(booking), step, phoneKey: booking.phoneKey ?? '' };
  const expiresAt = messageExpiry(deps.clock.now());
  const text = { type: 'message', holds: 'text', id, ...origin, expiresAt } as const;
  const key = keys.message(id);
  if ((await deps.store.put({ ...text, version: 1 }, 'absent')).put === 'stored') return;
  for (let race = 0; race < racesMax; race += 1) {
    const [item] = await readItems(deps, [key]);
    if (item?.type === 'message' && item.holds === 'text') return;
    if (item?.type === 'message') await applyReceipt(deps, origin, item.receipt);
    const seen = item?.version ?? 'absent';
    const version = (item?.version ?? 0) + 1;
    if ((await deps.store.put({ ...text, version }, seen)).put === 'stored') return;
  }
  throw new ContentionError(key);
}

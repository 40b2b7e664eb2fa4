/** Applies a receipt to the text it is of: delivered or failed on its step, and an opt-out that only AWS had heard of on the contact too. Safe to repeat. */
import type { ReceiptEvent } from '../../../shared/booking/event.ts';
import { takesReceipt } from '../../../shared/booking/evolve-step.ts';
import type { Contact } from '../../../shared/follow-up/contact.ts';
import type { TextOrigin } from '../../../shared/follow-up/message.ts';
import type { Receipt } from '../../../shared/follow-up/receipt.ts';
import { withOptOut } from '../../../shared/follow-up/reply.ts';
import { aboutBooking } from '../../../shared/journal/about-booking.ts';
import { keys } from '../../../shared/store/item.ts';
import type { Instant } from '../../../shared/time/instant.ts';
import { changeBooking } from '../change-booking.ts';
import { changeContact } from '../change-contact.ts';
import type { BookingDeps } from '../deps.ts';
import { readItems } from '../load.ts';
import { showOpt } from '../show-opt.ts';

/** The contact first: until it stands, another text could begin. */
export async function applyReceipt(deps: BookingDeps, text: TextOrigin, receipt: Receipt): Promise<void> {
  const contact =
    receipt.outcome === 'failed' && receipt.optedOut ? await optOut(deps, text, receipt.at) : undefined;
  await recordReceipt(deps, text, receipt);
  if (contact !== undefined) await showOpt(deps, contact, receipt.at);
}

async function recordReceipt(deps: BookingDeps, text: TextOrigin, receipt: Receipt): Promise<void> {
  const event = eventOf(text.step, receipt);
  let isNews = false;
  const changed = await changeBooking(
    deps,
    text,
    ({ booking }) => {
      isNews = takesReceipt(booking, event);
      return isNews ? [event] : undefined;
    },
    { now: deps.clock.now() },
  );
  if (!isNews) return;
  deps.journal.note({
    event: event.type === 'step-delivered' ? 'text-delivered' : 'text-undelivered',
    ...aboutBooking(changed?.booking ?? { ...text, applied: [] }),
    step: text.step,
    ...('reason' in event ? { reason: event.reason } : {}),
  });
}

function eventOf(step: string, receipt: Receipt): ReceiptEvent {
  const { at, messageId } = receipt;
  switch (receipt.outcome) {
    case 'delivered':
      return { type: 'step-delivered', step, at, messageId };
    case 'failed':
      return { type: 'step-failed', step, at, messageId, reason: receipt.reason };
  }
}

/** The contact, where the opt-out holds: a START that is newer than the text lifts what the text ran into. */
async function optOut(
  deps: BookingDeps,
  { clinicId, phoneKey }: TextOrigin,
  at: Instant,
): Promise<Contact | undefined> {
  const [item] = await readItems(deps, [keys.contact(clinicId, phoneKey)]);
  if (item?.type !== 'contact') return undefined;
  let isNews = false;
  const contact = await changeContact(deps, item, (one) => {
    const changed = withOptOut(one, at, 'carrier');
    isNews = one.optedOut === undefined && changed.optedOut !== undefined;
    // Also where a click had stopped them: that one is lifted by a click.
    return changed.optedOut?.source === one.optedOut?.source ? one : changed;
  });
  if (isNews) deps.journal.note({ event: 'contact-opted-out', clinicId, source: 'carrier' });
  return contact.optedOut === undefined ? undefined : contact;
}

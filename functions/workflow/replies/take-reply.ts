/** A client's text: opt-out first, then its effect on the booking, then one answer, each step safe to repeat. */
import { bookingIdOf } from '../../../shared/booking/booking.ts';
import { clientKeyOf, usablePhone } from '../../../shared/booking/phone.ts';
import type { Clinic } from '../../../shared/clinic/clinic.ts';
import { composeReply } from '../../../shared/follow-up/compose-text.ts';
import { type Contact, repliesMax } from '../../../shared/follow-up/contact.ts';
import { newContact } from '../../../shared/follow-up/contact-slots.ts';
import type { ReplyMilestoneId } from '../../../shared/follow-up/milestone.ts';
import { type ReplyMeaning, readReply, withOptIn, withOptOut } from '../../../shared/follow-up/reply.ts';
import { aboutBooking } from '../../../shared/journal/about-booking.ts';
import { keys } from '../../../shared/store/item.ts';
import { dayMs, type Instant, minuteMs } from '../../../shared/time/instant.ts';
import { changeBooking, racesMax } from '../change-booking.ts';
import { changeContact } from '../change-contact.ts';
import { placeOf, type ReplyDeps } from '../deps.ts';
import { ClinicSecretsMissingError, ContentionError, UnreadableItemError } from '../errors.ts';
import { readItems } from '../load.ts';
import { applyReply, type ReplyEffect } from './reply-effects.ts';

/** An answer later than this looks like a text out of nowhere. Minutes. */
const answerMinutesMax = 5;
/** Answers to one number in 24 hours: two machines may not talk to each other for ever. */
const answersPerDayMax = 10;

export interface InboundText {
  /** The platform's id of the text: the same text again changes nothing. */
  id: string;
  from: string;
  to: string;
  body: string;
  /** The envelope's time: it orders STOP and START. */
  at: Instant;
}

export async function takeReply(deps: ReplyDeps, text: InboundText): Promise<void> {
  const clinic = await clinicOfNumber(deps, text.to);
  if (clinic === undefined) {
    deps.journal.note({ event: 'reply-taken', clinicId: 'unknown', meaning: 'number of no clinic' });
    return;
  }
  const { meaning, answeredByCarrier } = readReply(text.body);
  const contact = await takeIntoContact(deps, clinic, text, meaning);
  if (contact === undefined) return;
  deps.journal.note({ event: 'reply-taken', clinicId: clinic.id, meaning });
  const { after, phone, isSpent } = contact;
  const effect = await applyReply(deps, { clinic, contact: after, phone, meaning, at: text.at });
  const milestone = answeredByCarrier || contact.noChange ? undefined : answerTo(meaning, effect);
  await answer(deps, { clinic, contact: after, phone, isSpent, text, effect, milestone });
}

async function clinicOfNumber(deps: ReplyDeps, phone: string): Promise<Clinic | undefined> {
  const [number] = await readItems(deps, [keys.number(phone)]);
  if (number?.type !== 'number') return undefined;
  const [clinic] = await readItems(deps, [keys.clinic(number.clinicId)]);
  return clinic?.type === 'clinic' ? clinic : undefined;
}

interface TakenText {
  after: Contact;
  /** The number that wrote: the contact of a client who was erased does not say it. */
  phone: string;
  /** A STOP after a STOP: it was confirmed already. */
  noChange: boolean;
  /** The account's money for texts is spent: what is published is dropped. */
  isSpent: boolean;
}

/** Remembers the text and its opt-out in one put; `undefined` for one that was settled before. */
async function takeIntoContact(
  deps: ReplyDeps,
  clinic: Clinic,
  text: InboundText,
  meaning: ReplyMeaning,
): Promise<TakenText | undefined> {
  const phone = usablePhone(text.from, clinic.countries) ?? text.from;
  const secrets = await deps.secrets.ofClinic(clinic.id);
  if (secrets === undefined) throw new ClinicSecretsMissingError();
  const phoneKey = clientKeyOf(secrets.clientKey, 'phone', phone);
  for (let race = 0; race < racesMax; race += 1) {
    const [item, pause] = await deps.store.get([keys.contact(clinic.id, phoneKey), keys.spendPause()]);
    if (item?.type === 'unreadable') throw new UnreadableItemError(item.key, item.reason);
    const stored = item?.type === 'contact' ? item : undefined;
    const isSpent = pause?.type === 'spend-pause' && pause.until > deps.clock.now();
    const before = stored ?? newContact(clinic.id, phoneKey, phone);
    const known = before.replies.find((reply) => reply.id === text.id);
    if (known !== undefined)
      return known.state === 'taken' ? { after: before, phone, noChange: false, isSpent } : undefined;
    const changed = withOpt(before, meaning, text.at);
    const noChange = meaning === 'stop' && before.optedOut !== undefined;
    const replies = [...changed.replies, { id: text.id, at: text.at, state: 'taken' as const }];
    const after = { ...changed, version: before.version + 1, replies: replies.slice(-repliesMax) };
    if ((await deps.store.put(after, stored === undefined ? 'absent' : before.version)).put === 'stored') {
      return { after, phone, noChange, isSpent };
    }
  }
  throw new ContentionError('contact');
}

function withOpt(contact: Contact, meaning: ReplyMeaning, at: Instant): Contact {
  if (meaning === 'stop') return withOptOut(contact, at, 'text');
  if (meaning === 'start') return withOptIn(contact, at);
  return contact;
}

function answerTo(meaning: ReplyMeaning, effect: ReplyEffect): ReplyMilestoneId | undefined {
  switch (meaning) {
    case 'stop':
    case 'help':
      return meaning;
    case 'start':
      return effect.heldByCarrier ? undefined : 'start';
    case 'changed':
      return effect.link === undefined ? undefined : 'changed';
    case 'fine':
    case 'other':
      return undefined;
  }
}

/** Claimed on the contact, published once, recorded; an older text or a talkative number gets no answer. */
async function answer(
  deps: ReplyDeps,
  situation: {
    clinic: Clinic;
    contact: Contact;
    phone: string;
    isSpent: boolean;
    text: InboundText;
    effect: ReplyEffect;
    milestone: ReplyMilestoneId | undefined;
  },
): Promise<void> {
  const { clinic, contact, phone, isSpent, text, effect, milestone } = situation;
  const now = Math.max(deps.clock.now(), text.at);
  const lately = contact.replies.filter((one) => one.state === 'sent' && one.at > now - dayMs);
  const late = now > text.at + answerMinutesMax * minuteMs;
  const settle = (state: Contact['replies'][number]['state']) =>
    changeContact(deps, contact, (one) => withReplyState(one, text.id, state));
  // A clinic that is being restored publishes nothing, not even a confirmation: what it knows of the number may be old.
  const silent = clinic.status === 'restoring';
  // Any other answer is worth nothing later: dropped it costs nothing, and the money may be there again.
  const dropped = isSpent && effect.link !== undefined;
  if (milestone === undefined || late || silent || dropped || lately.length >= answersPerDayMax) {
    if (milestone !== undefined) await noteMissed(deps, effect, now);
    await settle('none');
    return;
  }
  const claimed = await claimReply(deps, contact, text.id);
  if (claimed === undefined) return;
  // To a number that is off goes the confirmation of that and nothing else; a STOP or START that was overtaken is not confirmed.
  if ((claimed.optedOut !== undefined) !== (milestone === 'stop')) {
    await changeContact(deps, claimed, (one) => withReplyState(one, text.id, 'none'));
    return;
  }
  const language = effect.language ?? contact.language ?? clinic.language;
  const { brand, phone: clinicPhone } = clinic;
  const facts = { brand, clinicPhone, ...(effect.link === undefined ? {} : { link: effect.link }) };
  const { body } = composeReply({ milestone, language, facts });
  const result = await deps.texting.publish({
    to: phone,
    from: clinic.smsNumber,
    body,
    milestone,
    ...(effect.booking === undefined ? {} : { bookingId: bookingIdOf(effect.booking) }),
  });
  const state = result.published === 'yes' ? 'sent' : result.published === 'no' ? 'failed' : 'unknown';
  deps.journal.note({
    event: `reply-${state}`,
    clinicId: clinic.id,
    milestone,
    ...(effect.booking === undefined ? {} : aboutBooking(effect.booking)),
    ...('reason' in result ? { reason: result.reason } : {}),
  });
  if (state === 'failed') await noteMissed(deps, effect, now);
  await changeContact(deps, claimed, (one) => withReplyState(one, text.id, state));
}

/** An answer that should have carried the form's link: the booking's own text brings it then. */
async function noteMissed(deps: ReplyDeps, { booking, link }: ReplyEffect, now: Instant): Promise<void> {
  if (booking === undefined || link === undefined) return;
  await changeBooking(deps, placeOf(booking), () => [{ type: 'ask-missed', at: now }], { now });
}

/** `undefined`: another process answers it, or did. */
async function claimReply(deps: ReplyDeps, contact: Contact, id: string): Promise<Contact | undefined> {
  let isOurs = false;
  const claimed = await changeContact(deps, contact, (one) => {
    isOurs = one.replies.some((reply) => reply.id === id && reply.state === 'taken');
    return isOurs ? withReplyState(one, id, 'claimed') : one;
  });
  return isOurs ? claimed : undefined;
}

function withReplyState(contact: Contact, id: string, state: Contact['replies'][number]['state']): Contact {
  return { ...contact, replies: contact.replies.map((one) => (one.id === id ? { ...one, state } : one)) };
}

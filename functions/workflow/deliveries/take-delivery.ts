/** Takes one webhook request: verified, stored, then worked on, so that nothing verified is lost and nothing unverified costs a call. */
import { createHash, randomBytes } from 'node:crypto';
import type { Platform, PlatformEvent, RawDelivery, Reading } from '../../../shared/platforms/platform.ts';
import type { ClinicSecrets } from '../../../shared/ports.ts';
import { keys } from '../../../shared/store/item.ts';
import { dayMs, secondMs } from '../../../shared/time/instant.ts';
import {
  type DeliveryAnswer,
  doneDelivery,
  leaseSeconds,
  type OpenDelivery,
  openDays,
  refusedDelivery,
} from '../../../shared/webhook/delivery.ts';
import { aboutItem, shortId } from '../about-item.ts';
import type { DeliveryDeps } from '../deps.ts';
import { readItems } from '../load.ts';
import { type Ahead, lookAhead } from './look-ahead.ts';
import { readBody, workOnDelivery } from './work-delivery.ts';

export type Taken =
  | { taken: 'rejected'; reason: string }
  | { taken: 'too-many'; retryAfterSeconds: number }
  | { taken: 'conflict' }
  | { taken: 'answered'; answer: DeliveryAnswer }
  | { taken: 'unreadable'; reason: string; fields: { path: string; expected: string }[] };

interface Request {
  clinicId: string;
  platform: Platform;
  raw: RawDelivery;
  /** The clinic's rate: asked only for what is verified, so that forged requests lock nobody out. */
  admit: () => { allowed: true } | { allowed: false; retryAfterSeconds: number };
}

export async function takeDelivery(deps: DeliveryDeps, request: Request): Promise<Taken> {
  const { clinicId, platform, raw } = request;
  const secrets = await deps.secrets.ofClinic(clinicId);
  const active = activeSecrets(platform, secrets);
  const verification = platform.verify(raw, active.length > 0 ? active : [decoy]);
  if (!verification.verified || secrets === undefined || active.length === 0) {
    const reason = verification.verified ? 'no secret is known' : verification.reason;
    deps.journal.note({ event: 'delivery-rejected', clinicId, platform: platform.id, reason });
    return { taken: 'rejected', reason };
  }
  const admission = request.admit();
  if (!admission.allowed) return { taken: 'too-many', retryAfterSeconds: admission.retryAfterSeconds };
  const delivery = newDelivery(request, verification.id);
  const reading = readBody(platform, raw);
  deps.journal.note({
    event: 'delivery-received',
    clinicId,
    platform: platform.id,
    delivery: shortId(delivery),
  });
  if (reading.read !== 'event') return settleAtOnce(deps, delivery, reading);
  if (reading.event.happened === 'end-passed') {
    const reason = 'a clock passed the booked end; staff say who came';
    return settleAtOnce(deps, delivery, { read: 'ignored', reason });
  }
  return takeEvent(deps, delivery, reading.event, secrets);
}

function activeSecrets(platform: Platform, secrets: ClinicSecrets | undefined): readonly string[] {
  const known = secrets?.platforms ?? {};
  return Object.hasOwn(known, platform.id) ? (known[platform.id] ?? []) : [];
}

/** What is checked where no secret is known, so that the answer takes the same work; whoever fits it is refused all the same. */
const decoy = `whsec_${randomBytes(32).toString('base64')}`;

function newDelivery({ clinicId, platform, raw }: Request, id: string): OpenDelivery {
  return {
    type: 'delivery',
    clinicId,
    platform: platform.id,
    id,
    version: 1,
    receivedAt: raw.receivedAt,
    bodyHash: createHash('sha256').update(raw.body).digest('hex'),
    body: Buffer.from(raw.body).toString('base64'),
    expiresAt: raw.receivedAt + openDays * dayMs,
    status: 'received',
    leaseUntil: raw.receivedAt + leaseSeconds * secondMs,
    tries: 1,
  };
}

/** What needs no work is stored with its answer in one put. */
async function settleAtOnce(
  deps: DeliveryDeps,
  delivery: OpenDelivery,
  reading: Exclude<Reading, { read: 'event' }>,
): Promise<Taken> {
  const settled =
    reading.read === 'ignored'
      ? doneDelivery(delivery, { status: 'ignored', reason: reading.reason }, delivery.receivedAt)
      : refusedDelivery(delivery, { reason: reading.reason, fields: reading.fields });
  const put = await deps.store.put(settled, 'absent', reading.read === 'refused' ? ['refused-delivery'] : []);
  if (put.put === 'conflict') return repeated(deps, delivery);
  const { clinicId, platform } = delivery;
  const answered = { clinicId, platform, delivery: shortId(delivery), status: reading.read };
  deps.journal.note({ event: 'delivery-answered', ...answered });
  return reading.read === 'ignored'
    ? { taken: 'answered', answer: { status: 'ignored', reason: reading.reason } }
    : { taken: 'unreadable', reason: reading.reason, fields: reading.fields };
}

/** Stores the delivery while the first look is under way; the work starts only once it is stored. */
async function takeEvent(
  deps: DeliveryDeps,
  delivery: OpenDelivery,
  event: PlatformEvent,
  secrets: ClinicSecrets,
): Promise<Taken> {
  const [put, ahead] = await Promise.all([
    deps.store.put(delivery, 'absent'),
    // A look that fails is taken again by the work: the delivery may be stored by then, and is answered so.
    lookAhead(deps, delivery, event, secrets).catch(() => undefined),
  ]);
  if (put.put === 'conflict') return repeated(deps, delivery);
  return { taken: 'answered', answer: await workOn(deps, delivery, event, secrets, ahead) };
}

/** After the put the platform gets a 2xx whatever happens: what fails here is taken up by the sweep. */
async function workOn(
  deps: DeliveryDeps,
  delivery: OpenDelivery,
  event: PlatformEvent,
  secrets: ClinicSecrets,
  ahead: Ahead | undefined,
): Promise<DeliveryAnswer> {
  try {
    return await workOnDelivery(deps, delivery, event, secrets, ahead);
  } catch (error) {
    const reason = error instanceof Error ? error.name : 'unknown';
    const key = keys.delivery(delivery.clinicId, delivery.platform, delivery.id);
    deps.journal.note({ event: 'item-put-back', ...aboutItem(key), reason });
    return { status: 'accepted' };
  }
}

/** The same delivery again: its first answer, or, where another body came under its id, a conflict. */
async function repeated(deps: DeliveryDeps, delivery: OpenDelivery): Promise<Taken> {
  const key = keys.delivery(delivery.clinicId, delivery.platform, delivery.id);
  const [first] = await readItems(deps, [key]);
  if (first?.type !== 'delivery') return { taken: 'answered', answer: { status: 'accepted' } };
  if (first.bodyHash !== delivery.bodyHash) {
    const { clinicId, platform } = delivery;
    deps.journal.note({ event: 'delivery-conflict', clinicId, platform, delivery: shortId(delivery) });
    return { taken: 'conflict' };
  }
  switch (first.status) {
    case 'done':
      return { taken: 'answered', answer: { ...first.answer, status: 'duplicate' } };
    case 'refused':
      return { taken: 'unreadable', reason: first.reason, fields: first.fields };
    case 'received':
      return { taken: 'answered', answer: { status: 'accepted' } };
  }
}

/** One booking from its webhook to the last text, as most are: made three weeks before, answered, confirmed by text, treated. Counts all that AWS would bill for it. */
import { lambdaJournal } from '../../../functions/adapters/lambda-journal.ts';
import type { BusinessEvent } from '../../../shared/journal/business-event.ts';
import { type MetricName, metricsOf } from '../../../shared/journal/metrics.ts';
import { countSegments } from '../../../shared/text/segments.ts';
import { dayMs, hourMs } from '../../../shared/time/instant.ts';
import { fineForm, open, screeningToken, submit } from '../../workflow/pages/visiting.ts';
import { standardBooking } from '../../world/bodies.ts';
import { logEvent, logLine } from '../../world/delivery-log.ts';
import { instantOf, type World } from '../../world/world.ts';
import type { StoreUnits } from './counted-store.ts';
import { countedWorld } from './counted-world.ts';

export interface Usage extends StoreUnits {
  requests: { webhook: number; pages: number };
  invocations: number;
  timers: number;
  texts: number;
  textParts: number;
  /** The same texts where the pages have a short address. */
  textPartsShort: number;
  replies: number;
  /** Lines of the functions and what they hold. */
  logBytes: number;
  deliveryLogBytes: number;
  metrics: Partial<Record<MetricName, number>>;
  /** What stands in the table and its indexes at the end. */
  storedBytes: number;
}

const arrival = instantOf('2026-11-03T15:00:00Z');
const start = '2026-11-24T15:00:00Z';
const phone = '+12125550117';
/** Made up, as long as CloudFront's own and as a short name of the clinic group's. It stands in each text with a link. */
const longUrl = 'https://d111111abcdef8.cloudfront.net';
const shortUrl = 'https://rose.example';

/** `form`: the booking came without answers, and the client fills in the screening form. */
export async function countLife(form: 'answered' | 'screening form'): Promise<Usage> {
  const { textParts } = await liveOnce(form, shortUrl);
  return { ...(await liveOnce(form, longUrl)), textPartsShort: textParts };
}

async function liveOnce(
  form: 'answered' | 'screening form',
  pagesUrl: string,
): Promise<Omit<Usage, 'textPartsShort'>> {
  const { world, ports, counted, fired } = await countedWorld({ at: arrival, pagesUrl });
  const requests = { webhook: 1, pages: 0 };
  await world.post(
    'standard',
    standardBooking({ at: arrival, start, ...(form === 'answered' ? {} : { answers: {} }) }),
  );
  if (form === 'screening form') requests.pages += await fillIn(world);
  await world.advanceTo(instantOf(start) - 20 * hourMs);
  await world.reply(phone, '1');
  await world.advanceTo(instantOf(start) + 2 * hourMs);
  await world.post('standard', standardBooking({ at: ports.clock.now(), start, type: 'booking.completed' }));
  requests.webhook += 1;
  await world.advanceTo(instantOf(start) + 30 * dayMs);
  const lines = await takeReceipts(world);
  const events = ports.journal.events();
  const texts = world.texts();
  return {
    ...counted.units,
    requests,
    invocations: requests.webhook + requests.pages + fired() + 1 + lines.length,
    timers: ports.timers.standing().length + fired(),
    texts: texts.length,
    textParts: texts.reduce((sum, { body }) => sum + countSegments(body).segments, 0),
    replies: 1,
    logBytes: events.reduce((sum, event) => sum + lineBytes(event), 0),
    deliveryLogBytes: lines.reduce((sum, line) => sum + Buffer.byteLength(line), 0),
    metrics: countMetrics(events),
    storedBytes: counted.bytes(),
  };
}

/** An hour later: the form is shown and sent, each once. */
async function fillIn(world: World): Promise<number> {
  await world.advanceTo(arrival + hourMs);
  const process = world.process();
  const token = screeningToken(await world.booking('visit-1'));
  await open(process, `/s/${token}`);
  await submit(process, token, fineForm);
  return 2;
}

/** Each text's receipt by itself, as they come on a quiet day. */
async function takeReceipts(world: World): Promise<string[]> {
  const ids = world.texts().map((_, index) => `message-${index + 1}`);
  const lines = ids.map((id) => logLine({ id, at: world.ports.clock.now() }));
  for (const line of lines) await world.process().receipts(logEvent([line]));
  return lines;
}

/** As it stands in the log of a deployed function. */
export function lineBytes(event: BusinessEvent): number {
  let bytes = 0;
  const journal = lambdaJournal({
    clock: { now: () => arrival },
    stage: 'prod',
    functionName: 'booking-gate-prod-inbound-text',
    invocation: () => ({
      requestId: '00000000-0000-0000-0000-000000000000',
      traceId: '1-00000000-000000000000000000000000',
    }),
    write: (line) => {
      bytes += Buffer.byteLength(line);
    },
  });
  journal.note(event);
  return bytes;
}

function countMetrics(events: readonly BusinessEvent[]): Usage['metrics'] {
  const counts: Usage['metrics'] = {};
  for (const { name } of events.filter(({ event }) => event !== 'swept').flatMap(metricsOf)) {
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

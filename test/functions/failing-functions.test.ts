/** Every function over ports that throw errors with a person in them: no answer, no line, no event and nothing that Lambda writes down names the person. */
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, type MockInstance, test, vi } from 'vitest';
import { asyncHandler } from '../../functions/async-handler.ts';
import { referenceOf } from '../../shared/booking/reference.ts';
import { keys } from '../../shared/store/item.ts';
import { formatInstant, minuteMs } from '../../shared/time/instant.ts';
import { httpEvent } from '../http/event.ts';
import { managerEvent } from '../manager-api/asking.ts';
import { aroundCalls } from '../memory/around-calls.ts';
import { standardBooking } from '../world/bodies.ts';
import { logEvent, logLine } from '../world/delivery-log.ts';
import {
  createWorld,
  inboundEvent,
  instantOf,
  type Process,
  type World,
  webhookEvent,
} from '../world/world.ts';
import { asLambdaWrites, personalErrors, planted } from './thrown.ts';

const at = instantOf('2026-11-16T15:00:00Z');
const start = '2026-12-14T15:00:00Z';
const phone = '+12125550147';
const client = { name: 'Zyxquark Brook', phone };

/** A name is a word of the code, and stands in events as such. */
const errors = personalErrors.filter(([where]) => !where.includes('name'));

/** What the call that fails is, where not all do. */
const outages: [string, (call: string) => boolean][] = [
  ['everything', () => true],
  ['everything but reading', (call) => call !== 'store.get' && call !== 'store.dueBefore'],
  ['every write', (call) => call === 'store.put' || call === 'store.putBack'],
];

const functions: Record<string, (world: World, process: Process) => Promise<unknown>> = {
  webhook: ({ ports }, { webhook }) =>
    answered(webhook(webhookEvent('rosewater', 'standard', bookingOf('visit-2'), ports.clock.now()))),
  'client-pages': async (world, { pages }) => {
    const { pages: tokens } = await world.booking('visit-0');
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const form = { method: 'POST', headers, body: 'autoimmune=Isotretinoin' };
    return answered(pages(httpEvent({ ...form, path: `/s/${tokens.screening}` })));
  },
  'manager-api': async (world, { managerApi }) => {
    const { version } = await world.booking('visit-1');
    const act = { click: randomUUID(), why: 'Zyxquark takes Isotretinoin', version };
    const booking = referenceOf({ platform: 'standard', uid: 'visit-1' });
    for (const [key, parts] of [
      ['GET /v1/manager/clinics/{clinicId}/attention', {}],
      ['POST /v1/manager/clinics/{clinicId}/find-bookings', { body: { name: 'Zyxquark' } }],
      ['GET /v1/manager/clinics/{clinicId}/bookings/{booking}', { booking }],
      ['POST /v1/manager/clinics/{clinicId}/bookings/{booking}/stop-texts', { booking, body: act }],
      ['POST /v1/manager/clinics/{clinicId}/bookings/{booking}/reveal-phone', { booking, body: act }],
    ] as const) {
      await answered(managerApi(managerEvent(key, parts)));
    }
  },
  'follow-up': (_world, { followUp }) => {
    const key = keys.booking('rosewater', 'standard', 'visit-1');
    return asyncHandler(followUp)({ v: 1, key, scheduled: formatInstant(at) });
  },
  sweep: (_world, { sweep }) => asyncHandler(sweep)(undefined),
  'inbound-text': (_world, { inboundText }) =>
    asyncHandler(inboundText)(
      inboundEvent({ from: phone, to: '+12125550190', body: 'Zyxquark', at, id: 'in-1' }),
    ),
  receipts: (_world, { receipts }) =>
    asyncHandler(receipts)(
      logEvent([logLine({ id: 'message-9', at, to: phone, failed: `${phone} is opted out` })]),
    ),
};

/** What is answered goes to whoever asked; it is another test's. */
async function answered(response: Promise<unknown>): Promise<void> {
  await response;
}

let logged: MockInstance<typeof console.error>;

beforeEach(() => {
  logged = vi.spyOn(console, 'error').mockImplementation(() => {});
});
afterEach(() => {
  vi.restoreAllMocks();
});

function bookingOf(uid: string) {
  return standardBooking({ at, start, uid, client });
}

/** One booking whose client has the form's link, and one with an overdue text. */
async function livedWorld(): Promise<World> {
  const world = await createWorld(at);
  await world.post('standard', { ...standardBooking({ at, start, uid: 'visit-0', client, answers: {} }) });
  await world.advanceTo(at + 10 * minuteMs);
  await world.post('standard', bookingOf('visit-1'));
  world.ports.clock.advance(10 * minuteMs);
  return world;
}

describe.each(Object.entries(functions))('%s', (_name, run) => {
  test.each(outages)('leaves no trace of a person when %s fails', async (_what, isFailing) => {
    let failed = 0;
    for (const [, makeError] of errors) {
      const world = await livedWorld();
      const before = world.ports.journal.events().length;
      const failing = aroundCalls(world.ports, async (call, effect) => {
        if (isFailing(call)) {
          failed += 1;
          throw makeError();
        }
        return effect();
      });
      const left = await run(world, world.process(failing)).catch((error: unknown) => asLambdaWrites(error));
      const events = world.ports.journal.events().slice(before);
      const written = JSON.stringify([left, events, logged.mock.calls]);
      const { screening = 'no token' } = (await world.booking('visit-0')).pages;
      for (const word of [...planted, screening]) expect(written).not.toContain(word);
    }
    expect(failed).toBeGreaterThan(0);
  });
});

test('an event that cannot be read is refused without a word of it', async () => {
  const { followUp, inboundText, receipts } = (await createWorld(at)).process();
  const sns = inboundEvent({ from: phone, to: 'Zyxquark', body: 'Isotretinoin', at, id: 'Ab3dEf6hIj' });
  const failures = [
    asyncHandler(followUp)({ v: 1, key: 'contact#Zyxquark', scheduled: formatInstant(at) }),
    asyncHandler(followUp)({ key: planted }),
    asyncHandler(inboundText)(sns),
    asyncHandler(receipts)({ awslogs: { data: Buffer.from('Zyxquark').toString('base64') } }),
  ];
  const thrown = await Promise.all(
    failures.map((one) =>
      one.then(
        () => 'nothing thrown',
        (error: unknown) => asLambdaWrites(error),
      ),
    ),
  );
  expect(thrown).not.toContain('nothing thrown');
  const written = JSON.stringify([thrown, logged.mock.calls]);
  for (const word of planted) expect(written).not.toContain(word);
});

/** The delivery log as CloudWatch Logs hands it over: packed, in batches, sometimes broken; one bad line loses none of the others. */
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { StoreUnavailableError } from '../../../functions/errors.ts';
import { keys } from '../../../shared/store/item.ts';
import { logEvent, logLine, packed } from '../../world/delivery-log.ts';
import type { World } from '../../world/world.ts';
import { phone } from '../replies/asking.ts';
import { bookedStep, firstId, notedSince, receive, saysOptedOut, sentAt, sentWorld } from './receipted.ts';

const ours = logLine({ id: firstId, at: sentAt });

function take(world: World, event: Parameters<ReturnType<World['process']>['receipts']>[0]): Promise<void> {
  return world.process().receipts(event);
}

describe('An event of CloudWatch Logs', () => {
  test('that only tries whether the function is there is no receipt', async () => {
    const world = await sentWorld();
    const before = world.ports.journal.events().length;
    await take(
      world,
      packed({ messageType: 'CONTROL_MESSAGE', logEvents: [{ message: 'CWL CONTROL MESSAGE' }] }),
    );
    expect(notedSince(world, before)).toEqual([]);
  });

  test.each([
    ['no base64', { awslogs: { data: '***' } }],
    ['not packed', { awslogs: { data: Buffer.from(ours).toString('base64') } }],
    ['no JSON', { awslogs: { data: gzipSync('hello').toString('base64') } }],
    ['of another type', packed({ messageType: 'MORE', logEvents: [] })],
    ['without lines', packed({ messageType: 'DATA_MESSAGE' })],
    [
      'a small one that inflates without end',
      packed({ messageType: 'CONTROL_MESSAGE', padding: ' '.repeat(64 * 1024 * 1024) }),
    ],
  ])('that is %s ends in the dead-letter queue', async (_, event) => {
    await expect(take(await sentWorld(), event)).rejects.toMatchObject({ name: 'LogEventError' });
  });
});

describe('Lines of one event', () => {
  test('that cannot be read are noted by their fields, and the others are taken', async () => {
    const world = await sentWorld();
    const before = world.ports.journal.events().length;
    await take(world, logEvent([`to ${phone}`, '{}', ours, ours.replace('SUCCESS', phone)]));
    expect((await bookedStep(world))?.status).toBe('delivered');
    expect(notedSince(world, before)).toEqual([
      'receipt-unreadable',
      'receipt-unreadable',
      'text-delivered',
      'receipt-unreadable',
    ]);
  });

  test('of an item that is broken are noted, and the others are taken', async () => {
    const world = await sentWorld();
    world.ports.store.plant(keys.message('broken'), '{"type":"message"}');
    await take(world, logEvent([logLine({ id: 'broken', at: sentAt }), ours]));
    expect((await bookedStep(world))?.status).toBe('delivered');
    expect(world.ports.journal.events()).toContainEqual({
      event: 'receipt-failed',
      message: 'broken',
      reason: 'UnreadableItemError',
    });
  });

  test('that met too many other writers are tried again by Lambda, and the others are taken', async () => {
    const world = await sentWorld();
    const { store } = world.ports;
    const { put } = store;
    store.put = async (...given) => (given[0].type === 'message' ? { put: 'conflict' } : put(...given));
    const event = logEvent([logLine({ id: 'contended', at: sentAt }), ours]);
    await expect(take(world, event)).rejects.toMatchObject({ name: 'ContentionError' });
    expect((await bookedStep(world))?.status).toBe('delivered');
    store.put = put;
    await take(world, event);
    expect(await world.item(keys.message('contended'))).toMatchObject({ holds: 'receipt' });
  });

  test('during an outage are all tried again by Lambda, and then taken', async () => {
    const world = await sentWorld();
    const event = logEvent([logLine({ id: 'other-1', at: sentAt }), ours]);
    const before = world.ports.journal.events().length;
    world.ports.store.breakDown();
    await expect(take(world, event)).rejects.toBeInstanceOf(StoreUnavailableError);
    expect(notedSince(world, before)).toEqual([]);
    world.ports.store.repair();
    await take(world, event);
    expect((await bookedStep(world))?.status).toBe('delivered');
  });
});

test('Nothing of a receipt that names a number reaches the journal or the table', async () => {
  const world = await sentWorld();
  const before = world.ports.journal.events().length;
  await receive(
    world,
    { failed: saysOptedOut },
    { id: 'other', failed: saysOptedOut },
    { id: 'third', failed: `${phone} is off` },
  );
  const kept = world.ports.store.items().filter(({ type }) => type === 'message' || type === 'booking');
  const steps = kept.map((item) => (item.type === 'booking' ? item.steps : item));
  expect(JSON.stringify([steps, world.ports.journal.events().slice(before)])).not.toContain('5550117');
});

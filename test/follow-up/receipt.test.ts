/** Lines of SNS's delivery log: what is read of them, and that no number gets through. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readReceipt } from '../../shared/follow-up/receipt.ts';
import { failureCharsMax } from '../../shared/follow-up/step.ts';
import { formatInstant } from '../../shared/time/instant.ts';
import { logLine } from '../world/delivery-log.ts';

const at = Date.parse('2016-06-28T00:40:34.558Z');
const phone = '+12125550117';

function changed(change: (line: Record<string, Record<string, unknown>>) => void): string {
  const line = JSON.parse(logLine({ id: 'message-1', at, failed: 'Phone has blocked SMS' }));
  change(line);
  return JSON.stringify(line);
}

function failure(response: string | undefined) {
  const read = readReceipt(
    changed(({ delivery = {} }) => {
      delivery.providerResponse = response;
    }),
  );
  if (read.read !== 'receipt' || read.receipt.outcome !== 'failed') throw new Error('expected a failure');
  return read.receipt;
}

describe('A line of the delivery log', () => {
  test('of a text that arrived is a receipt with the text’s id and its time in UTC', () => {
    expect(readReceipt(logLine({ id: 'message-1', at, to: phone }))).toEqual({
      read: 'receipt',
      receipt: { outcome: 'delivered', messageId: 'message-1', at },
    });
  });

  test('of a text that did not arrive says why', () => {
    expect(failure('Phone carrier is currently unreachable/unavailable')).toEqual({
      outcome: 'failed',
      messageId: 'message-1',
      at,
      reason: 'Phone carrier is currently unreachable/unavailable',
      optedOut: false,
    });
  });

  test.each([
    `${phone} is opted out`,
    `${phone} is opted out.`,
    'Number +1 (212) 555-0117 Is Opted Out ',
  ])('"%s" is an opt-out', (response) => {
    expect(failure(response)).toMatchObject({ reason: 'opted out', optedOut: true });
  });

  test.each([
    [`${phone} is opted out of roaming`, '+*********** is opted out of roaming'],
    [`${phone} is\n no  number`, '+*********** is no number'],
    ['٠١٢ is no number', '*** is no number'],
    ['', 'no reason given'],
    [undefined, 'no reason given'],
    ['x'.repeat(100), 'x'.repeat(failureCharsMax)],
  ])('"%s" is another failure, told without digits and in short', (response, reason) => {
    expect(failure(response)).toMatchObject({ reason, optedOut: false });
  });

  test('with fields that nobody knows of is read all the same', () => {
    const line = changed((one) => {
      one.more = { made: 'up' };
    });
    expect(readReceipt(line).read).toBe('receipt');
  });

  test.each<[string, string, string]>([
    ['no JSON', `${phone} {`, 'line: '],
    ['a list', '[]', 'line: '],
    [
      'no id',
      changed(({ notification = {} }) => {
        notification.messageId = undefined;
      }),
      'notification.messageId: ',
    ],
    [
      'an id of a thousand characters',
      changed(({ notification = {} }) => {
        notification.messageId = phone.repeat(100);
      }),
      'notification.messageId: ',
    ],
    [
      'a status nobody knows',
      changed((one) => {
        Object.assign(one, { status: phone });
      }),
      'status: ',
    ],
    ['no delivery', changed((one) => delete one.delivery), 'delivery: '],
  ])('with %s cannot be read, and only the field is named', (_, line, says) => {
    const read = readReceipt(line);
    expect(read).toMatchObject({ read: 'unreadable', reason: expect.stringContaining(says) });
    expect(JSON.stringify(read)).not.toMatch(/2125550117/);
  });

  test.each([
    '2016-06-28T00:40:34.558Z',
    '2016-06-28 00:40:34 +0200',
    '2016-02-30 00:40:34.558',
    '2016-06-28',
    '',
  ])('with the time "%s" cannot be read', (timestamp) => {
    const line = changed(({ notification = {} }) => {
      notification.timestamp = timestamp;
    });
    expect(readReceipt(line)).toMatchObject({ reason: expect.stringContaining('notification.timestamp') });
  });

  test('of whatever response keeps no digit, and its time to the millisecond', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.integer({ min: 0, max: 4_000_000_000_000 }),
        (words, instant) => {
          const line = logLine({ id: 'message-one', at: instant, failed: `${words} ${phone} ${words}` });
          const read = readReceipt(line);
          if (read.read !== 'receipt' || read.receipt.outcome !== 'failed') throw new Error('not read');
          expect(read.receipt.reason).not.toMatch(/\p{Nd}/u);
          expect(read.receipt.reason.length).toBeLessThanOrEqual(failureCharsMax);
          expect(formatInstant(read.receipt.at)).toBe(formatInstant(instant));
        },
      ),
      { seed: 37, numRuns: 300 },
    );
  });
});

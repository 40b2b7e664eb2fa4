/** Decoding a body: strict, total, and silent about what it held. */
import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeJson } from '../../shared/webhook/read-body.ts';

describe('a body', () => {
  test('is decoded as UTF-8 and JSON', () => {
    const value = { name: 'Lucía "Ñ" \\ [{', list: [1, true, null] };
    expect(decodeJson(Buffer.from(JSON.stringify(value)))).toEqual({ ok: true, value });
  });

  test('that is not UTF-8 is refused rather than repaired', () => {
    expect(decodeJson(Uint8Array.of(0x22, 0xff, 0x22))).toEqual({
      ok: false,
      reason: 'the body is not valid UTF-8',
    });
  });

  test.each([
    '',
    '{',
    'client secret answer',
    '{"a":1}x',
  ])('that is not JSON is refused unquoted: %j', (text) => {
    expect(decodeJson(Buffer.from(text))).toEqual({ ok: false, reason: 'the body is not valid JSON' });
  });

  test('nested 64 deep is read, 65 deep is refused', () => {
    const nested = (depth: number) => Buffer.from('['.repeat(depth) + ']'.repeat(depth));
    expect(decodeJson(nested(64)).ok).toBe(true);
    expect(decodeJson(nested(65))).toEqual({ ok: false, reason: 'the body is nested deeper than 64 levels' });
  });

  test('brackets in its texts are no nesting', () => {
    expect(decodeJson(Buffer.from(JSON.stringify('["\\'.repeat(100)))).ok).toBe(true);
  });

  test('keeps a key __proto__ as a plain key and changes no prototype', () => {
    const decoded = decodeJson(Buffer.from('{"__proto__":{"polluted":true}}'));
    const value = decoded.ok ? decoded.value : undefined;
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  test('of any JSON comes back as it was', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 10 }), (text) => {
        expect(decodeJson(Buffer.from(text))).toEqual({ ok: true, value: JSON.parse(text) });
      }),
      { seed: 20_262, numRuns: 300 },
    );
  });

  test('of any bytes is answered, never thrown at', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(typeof decodeJson(bytes).ok).toBe('boolean');
      }),
      { seed: 20_263, numRuns: 300 },
    );
  });
});

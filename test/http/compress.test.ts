/** Which answers are compressed, and for whom. */
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { compress, readTakesGzip } from '../../functions/http/compress.ts';
import { file } from '../../functions/http/respond.ts';

const long = 'Piel, señora Núñez. '.repeat(100);

describe('an answer', () => {
  test('is sent in gzip to who takes it, the same to the letter, and said to vary', () => {
    const plain = file('text/html', long, { 'content-language': 'es' });
    const small = compress(plain, true);

    expect(small).toMatchObject({ statusCode: 200, isBase64Encoded: true });
    expect(small.headers).toEqual({ ...plain.headers, vary: 'accept-encoding', 'content-encoding': 'gzip' });
    expect(gunzipSync(Buffer.from(small.body ?? '', 'base64')).toString()).toBe(long);
    expect((small.body ?? '').length).toBeLessThan(long.length / 4);
  });

  test('is sent as it is to who does not take it, and said to vary', () => {
    const plain = file('text/html', long);

    expect(compress(plain, false)).toEqual({
      ...plain,
      headers: { ...plain.headers, vary: 'accept-encoding' },
    });
  });

  test('of a kilobyte is compressed, and of less is left alone', () => {
    const [small, large] = [file('text/html', 'a'.repeat(1_023)), file('text/html', 'a'.repeat(1_024))];

    expect(compress(small, true)).toBe(small);
    expect(compress(large, true).isBase64Encoded).toBe(true);
  });
});

describe('who asks takes gzip', () => {
  test.each([
    ['gzip, deflate, br, zstd', true],
    ['GZIP', true],
    ['br;q=1.0, gzip;q=0.8, *;q=0.1', true],
    ['*', true],
    ['gzip; q=0', false],
    ['*, gzip;q=0', false],
    ['br', false],
    ['identity', false],
    ['', false],
    ['xgzip', false],
    ['gzip;q=soon', false],
  ])('who says %j: %j', (said, takes) => {
    expect(readTakesGzip({ headers: { 'accept-encoding': said } }, true)).toBe(takes);
  });

  test.each([true, false])('who says nothing, where nothing said means so: %j', (unsaid) => {
    expect(readTakesGzip({ headers: {} }, unsaid)).toBe(unsaid);
  });
});

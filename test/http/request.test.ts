/** Events read into requests: bytes, headers, and the bound that holds before decoding. */
import { describe, expect, test } from 'vitest';
import { mediaTypeOf, readRequest } from '../../functions/http/request.ts';
import { type EventParts, httpEvent } from './event.ts';

const bytesMax = 64;

function read(parts: EventParts) {
  const reading = readRequest(httpEvent(parts), bytesMax);
  if (reading.read !== 'request') throw new Error('expected a request');
  return reading.request;
}

describe('a request from an event', () => {
  test('carries method, path, query and the source address of the gateway', () => {
    const request = read({
      method: 'post',
      path: '/s/abc',
      query: 'lang=es',
      headers: { 'x-forwarded-for': '198.51.100.1' },
    });

    expect(request).toMatchObject({ method: 'POST', path: '/s/abc', sourceIp: '203.0.113.7' });
    expect(request.query.get('lang')).toBe('es');
  });

  test('has the exact bytes of a plain body', () => {
    expect(read({ body: 'ñ{}' }).body).toEqual(Buffer.from([0xc3, 0xb1, 0x7b, 0x7d]));
  });

  test('has the exact bytes of a base64 body, also where they are no text', () => {
    const bytes = Buffer.from([0xff, 0x00, 0xfe, 0x0a]);

    expect(read({ body: bytes.toString('base64'), isBase64Encoded: true }).body).toEqual(bytes);
  });

  test('has an empty body where none was sent', () => {
    expect(read({}).body).toHaveLength(0);
  });

  test('knows header names in any case and joins duplicates by a comma', () => {
    const { headers } = read({ headers: { 'X-Sign': 'a', 'x-sign': 'b', 'CONTENT-type': 'text/plain' } });

    expect(headers['x-sign']).toBe('a,b');
    expect(headers['content-type']).toBe('text/plain');
  });

  test('has only the headers that were sent, whatever objects inherit', () => {
    const { headers } = read({ headers: JSON.parse('{"__proto__":"x"}') });

    expect(headers.constructor).toBeUndefined();
    expect(headers.toString).toBeUndefined();
    expect(Object.keys(headers)).toEqual(['__proto__']);
  });

  test.each([
    ['application/json', 'application/json'],
    [' Application/JSON ; charset=utf-8', 'application/json'],
  ])('with the content type %j is of type %j', (sent, mediaType) => {
    expect(mediaTypeOf(read({ headers: { 'content-type': sent } }))).toBe(mediaType);
  });

  test('without a content type has none', () => {
    expect(mediaTypeOf(read({}))).toBeUndefined();
  });
});

describe('the bound on the body', () => {
  test.each([
    ['as text', 'a'.repeat(64), 'a'.repeat(65), false],
    ['as text of two-byte letters', 'ñ'.repeat(32), 'ñ'.repeat(33), false],
    ['in base64', base64(64), base64(65), true],
    ['in base64 without padding', base64(63), base64(66), true],
    ['in base64 with one sign of padding', base64(62), base64(65), true],
  ])('lets 64 bytes in and not one more, sent %s', (_how, fits, tooLong, isBase64Encoded) => {
    expect(readRequest(httpEvent({ body: fits, isBase64Encoded }), bytesMax).read).toBe('request');
    expect(readRequest(httpEvent({ body: tooLong, isBase64Encoded }), bytesMax).read).toBe('too-large');
  });
});

function base64(bytes: number): string {
  return Buffer.alloc(bytes, 1).toString('base64');
}

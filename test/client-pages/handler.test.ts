/** The pages over HTTP: addresses, tokens, languages, forms, limits and failures, with the workflow given as plain functions. */
import { gunzipSync } from 'node:zlib';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { clientScript } from '../../functions/client-pages/client-script.ts';
import { type ClientPagesDeps, createHandler, formBytesMax } from '../../functions/client-pages/handler.ts';
import { StoreUnavailableError } from '../../functions/errors.ts';
import { createRateLimiter } from '../../functions/http/rate-limiter.ts';
import type { BusinessEvent } from '../../shared/journal/business-event.ts';
import { type EventParts, httpEvent } from '../http/event.ts';
import { tagsOf, textOf } from './markup.ts';
import { careView, frame, screeningView } from './views.ts';

const token = 'Ab3dEf6hIj';
const proof = 'a made-up proof of the tests';
const formType = { 'content-type': 'application/x-www-form-urlencoded' };

const script = clientScript('// made up');
const scriptPath = script?.path ?? '';

/** What a page hands back to be sent once more. */
function sentAgain(page: string) {
  const [form] = tagsOf(page, 'form');
  const fields = tagsOf(page, 'input').map(({ attributes }) => [attributes.name, attributes.value]);
  return { action: form?.attributes.action, fields };
}

/** A workflow that knows one token, and what it was asked. */
function createPages(changes: Partial<ClientPagesDeps> = {}) {
  const calls: unknown[][] = [];
  const noted: BusinessEvent[] = [];
  const clock = { at: 0, now: () => clock.at };
  const deps: ClientPagesDeps = {
    async openPage(asked, page, language, just) {
      calls.push(['open', asked, page, language, ...(just === undefined ? [] : [just])]);
      if (asked !== token) return { page: 'closed', why: 'unknown', language: 'en' };
      if (just === 'sent') {
        return { ...frame, page: 'result', outcome: { result: 'all-set' }, language: language ?? 'en' };
      }
      const view = page === 'care' ? careView : screeningView();
      return { ...view, language: language ?? 'en' };
    },
    async submitScreening(asked, sent, language) {
      calls.push(['submit', asked, sent, language]);
      return asked === token ? undefined : { page: 'closed', why: 'unknown', language: 'en' };
    },
    async showUntaken(asked, typed) {
      calls.push(['untaken', asked, typed]);
      return { page: 'closed', why: 'cancelled', language: 'en' };
    },
    async saveDraft(asked, typed) {
      calls.push(['save', asked, typed]);
      return asked === token ? 'saved' : 'unknown';
    },
    async switchTexts(asked, wanted, language) {
      calls.push(['texts', asked, wanted]);
      if (asked === token) return undefined;
      return { page: 'closed', why: 'unknown', language: language ?? 'en' };
    },
    limiter: createRateLimiter({ perSecond: 1, burst: 5, keysMax: 10, clock }),
    journal: { note: (event) => noted.push(event) },
    script,
    ...changes,
  };
  const handle = createHandler(deps);
  return { calls, noted, clock, send: (parts: EventParts) => handle(httpEvent(parts)) };
}

function post(body: string, parts: EventParts = {}): EventParts {
  return { method: 'POST', path: `/s/${token}`, headers: formType, body, ...parts };
}

describe('opening a page', () => {
  test('shows the screening form of a known token', async () => {
    const { send, calls, noted } = createPages();

    const answer = await send({ path: `/s/${token}` });

    expect(answer.statusCode).toBe(200);
    expect(answer.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-language': 'en',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    });
    expect(tagsOf(answer.body ?? '', 'form')[0]?.attributes.action).toBe(`/s/${token}`);
    expect(calls).toEqual([['open', token, 'screening', undefined]]);
    expect(noted).toEqual([]);
  });

  test('shows the care page of a known token', async () => {
    const { send, calls } = createPages();

    const answer = await send({ path: `/c/${token}` });

    expect(textOf(answer.body ?? '')).toContain('After your visit');
    expect(calls).toEqual([['open', token, 'care', undefined]]);
  });

  test.each([
    'en',
    'es',
  ] as const)('speaks the language that was asked for (%s) and carries it on', async (language) => {
    const { send } = createPages();

    const { body = '' } = await send({ path: `/s/${token}`, query: `lang=${language}` });

    const other = language === 'en' ? 'es' : 'en';
    expect(tagsOf(body, 'html')[0]?.attributes.lang).toBe(language);
    expect(tagsOf(body, 'form')[0]?.attributes.action).toBe(`/s/${token}?lang=${language}`);
    expect(tagsOf(body, 'a').map(({ attributes }) => attributes.href)).toContain(`/s/${token}?lang=${other}`);
  });

  test.each([
    'lang=fr',
    'lang=',
    'lang=__proto__',
    '',
  ])('leaves the language to the client’s own for %j', async (query) => {
    const { send, calls } = createPages();

    await send({ path: `/s/${token}`, query });

    expect(calls[0]?.[3]).toBeUndefined();
  });

  test.each([
    ['gzip', { headers: { 'accept-encoding': 'br, gzip' } }],
    ['gzip', { headers: { 'x-viewer-proof': proof } }],
    [undefined, { headers: { 'x-viewer-proof': proof, 'accept-encoding': 'identity' } }],
    [undefined, { headers: { 'x-viewer-proof': 'a guess' } }],
    [undefined, {}],
  ])('is sent as %s to who takes it, as everybody who comes through CloudFront does: %j', async (coding, asked) => {
    const { send } = createPages({ viewerProof: proof });

    const answer = await send({ path: `/s/${token}`, ...asked });
    const bytes = Buffer.from(answer.body ?? '', answer.isBase64Encoded ? 'base64' : 'utf8');

    expect(answer.headers?.['content-encoding']).toBe(coding);
    expect((coding === 'gzip' ? gunzipSync(bytes) : bytes).toString()).toContain('</html>');
    expect(await send({ path: `/s/${token}`, method: 'HEAD', ...asked })).toEqual({ ...answer, body: '' });
  });

  test('answers HEAD like GET without the page', async () => {
    const { send } = createPages();

    const get = await send({ path: `/s/${token}` });
    const head = await send({ method: 'HEAD', path: `/s/${token}` });

    expect(head).toEqual({ ...get, body: '' });
  });

  test.each([
    'expired',
    'renewed',
    'cancelled',
    'visit-past',
  ] as const)('of a link that is closed (%s) is gone', async (why) => {
    const { send, noted } = createPages({ openPage: async () => ({ page: 'closed', why, language: 'es' }) });

    const answer = await send({ path: `/s/${token}` });

    expect(answer.statusCode).toBe(410);
    expect(tagsOf(answer.body ?? '', 'html')[0]?.attributes.lang).toBe('es');
    expect(noted).toEqual([]);
  });
});

describe('a token', () => {
  const badTokens = ['short', 'Ab3dEf6hIjk', 'Ab3dEf6hI-', 'Ab3dEf6hI%00', '..%2f..%2fetc', 'Ab3dEf6hI\n'];

  test.each(badTokens)('of the wrong form (%j) is no work for anyone', async (bad) => {
    const { send, calls } = createPages();

    expect((await send({ path: `/s/${bad}` })).statusCode).toBe(404);
    expect((await send(post('pregnant=no', { path: `/s/${bad}` }))).statusCode).toBe(404);
    expect(calls).toEqual([]);
  });

  test.each([
    '',
    'es',
    'en-US,en;q=0.9',
    'fr,es-MX;q=0.8',
  ])('that is guessed gets the same page as one of the wrong form (accepting %j)', async (accepted) => {
    const { send } = createPages();
    const headers = { 'accept-language': accepted };

    const guessed = await send({ path: '/s/0000000000', headers });
    const wrong = await send({ path: '/s/000000000', headers });

    expect(guessed.statusCode).toBe(404);
    expect(wrong.body?.replaceAll('000000000?', '0000000000?')).toBe(guessed.body);
  });

  test('is never noted', async () => {
    const { send, noted } = createPages();

    await send({ path: '/s/0000000000' });
    await send({ path: '/c/0000000000' });

    expect(noted).toHaveLength(2);
    expect(JSON.stringify(noted)).not.toMatch(/Ab3dEf6hIj|0000000000/);
  });
});

describe('an address that does not exist', () => {
  test.each([
    '/',
    '/s',
    '/s/',
    `/s/${token}/`,
    `/x/${token}`,
    `/s/${token}/more`,
    '//evil.example/s',
    `/S/${token}`,
  ])('%j is not found', async (path) => {
    const { send, calls } = createPages();

    const answer = await send({ path });

    expect(answer.statusCode).toBe(404);
    expect(calls).toEqual([]);
    expect(tagsOf(answer.body ?? '', 'a').every(({ attributes }) => !attributes.href?.startsWith('//'))).toBe(
      true,
    );
  });

  test('shows a hostile path as nothing but text', async () => {
    const { send } = createPages();

    const { body = '' } = await send({ path: '/"><script>alert(1)</script>' });

    expect(tagsOf(body, 'script')).toEqual([]);
  });

  test('speaks the browser’s language', async () => {
    const { send } = createPages();

    const { body = '' } = await send({
      path: '/nothing',
      headers: { 'accept-language': 'de, es-MX;q=0.7, en;q=0.3' },
    });

    expect(tagsOf(body, 'html')[0]?.attributes.lang).toBe('es');
  });
});

describe('sending the form', () => {
  test('hands the answers over by question and leads to the page that shows what they led to', async () => {
    const { send, calls } = createPages();

    const answer = await send(
      post('pregnant=no&last-botox=date&last-botox.date=2026-10-01&retinoids=&extra.field=1'),
    );

    expect([answer.statusCode, answer.headers?.location]).toEqual([303, `/s/${token}?done=sent`]);
    expect(calls).toEqual([
      [
        'submit',
        token,
        [
          { names: ['pregnant'], raw: 'no' },
          { names: ['last-botox'], raw: '2026-10-01' },
        ],
        undefined,
      ],
    ]);
  });

  test('works with a body in base64, as the gateway sends forms', async () => {
    const { send, calls } = createPages();
    const body = Buffer.from('pregnant=no').toString('base64');

    const answer = await send(post(body, { isBase64Encoded: true, query: 'lang=es' }));

    expect(answer.headers?.location).toBe(`/s/${token}?lang=es&done=sent`);
    expect(calls).toEqual([['submit', token, [{ names: ['pregnant'], raw: 'no' }], 'es']]);
  });

  test('leads to a page that can be loaded again, also in the other language', async () => {
    const { send, calls } = createPages();

    const { body = '' } = await send({ path: `/s/${token}`, query: 'done=sent' });

    expect(textOf(body)).toContain('You are all set');
    const [change] = tagsOf(body, 'a').filter(({ attributes }) => attributes.hreflang === 'es');
    expect(change?.attributes.href).toBe(`/s/${token}?lang=es&done=sent`);
    expect(calls).toEqual([['open', token, 'screening', undefined, 'sent']]);
  });

  test('that is not taken is answered by a page that no link makes again', async () => {
    const { send } = createPages();

    const answer = await send(post('pregnant=no', { path: '/s/0000000000' }));

    expect(answer.statusCode).toBe(404);
    expect(tagsOf(answer.body ?? '', 'a')).toEqual([]);
  });

  test('takes a form of the bound’s size and none above it', async () => {
    const { send, calls } = createPages();
    const fits = `pregnant=no&x=${'a'.repeat(formBytesMax)}`.slice(0, formBytesMax);

    expect((await send(post(fits))).statusCode).toBe(303);
    expect((await send(post(`${fits}a`))).statusCode).toBe(413);
    expect(calls).toHaveLength(1);
  });

  test.each([
    'application/json',
    'text/plain',
    'multipart/form-data; boundary=x',
    '',
  ])('as %j is refused', async (type) => {
    const { send, calls } = createPages();

    const answer = await send(post('{}', { headers: { 'content-type': type } }));

    expect(answer.statusCode).toBe(415);
    expect(calls).toEqual([]);
  });

  test('with a charset beside the type is taken', async () => {
    const { send } = createPages();
    const headers = { 'content-type': 'Application/X-WWW-Form-Urlencoded; charset=UTF-8' };

    expect((await send(post('pregnant=no', { headers }))).statusCode).toBe(303);
  });

  test.each([
    ['PUT', `/s/${token}`, 'GET, HEAD, POST'],
    ['DELETE', `/s/${token}`, 'GET, HEAD, POST'],
    ['PUT', `/c/${token}`, 'GET, HEAD, POST'],
    ['GET', `/s/${token}/draft`, 'POST'],
    ['POST', `/c/${token}/visit.ics`, 'GET, HEAD'],
    ['POST', scriptPath, 'GET, HEAD'],
  ])('by %s to %s is not allowed', async (method, path, allow) => {
    const { send, calls } = createPages();

    const answer = await send(post('pregnant=no', { method, path }));

    expect(answer.statusCode).toBe(405);
    expect(answer.headers?.allow).toBe(allow);
    expect(calls).toEqual([]);
  });
});

describe('what is typed', () => {
  const draft = { path: `/s/${token}/draft` };
  const asPage = { ...formType, accept: 'text/html,application/xhtml+xml' };

  test('is saved with when its page was shown, and nothing but that is said to a script', async () => {
    const { send, calls } = createPages();

    const answer = await send(post('opened.at=1794744000000&pregnant=no', draft));

    expect([answer.statusCode, answer.body]).toEqual([204, '']);
    const typed = { answers: [{ names: ['pregnant'], raw: 'no' }], openedAt: 1_794_744_000_000 };
    expect(calls).toEqual([['save', token, typed]]);
  });

  test.each([
    'opened.at=-5',
    'opened.at=1e99',
    'opened.at=',
    '',
  ])('by a page that says %j was shown long ago', async (said) => {
    const { send, calls } = createPages();

    await send(post(`pregnant=no&${said}`, draft));

    expect(calls[0]?.[2]).toMatchObject({ openedAt: 0 });
  });

  test('is saved by the button too, which leads back to the page in its language', async () => {
    const { send } = createPages();

    const plain = await send(post('pregnant=no', { ...draft, headers: asPage }));
    const spanish = await send(post('pregnant=no', { ...draft, headers: asPage, query: 'lang=es' }));

    expect([plain.statusCode, plain.headers?.location]).toEqual([303, `/s/${token}?done=saved`]);
    expect(spanish.headers?.location).toBe(`/s/${token}?lang=es&done=saved`);
  });

  test('and not kept because the form is closed is shown to a person, and told to the script', async () => {
    const { send, calls } = createPages({ saveDraft: async () => 'closed' });

    const script = await send(post('pregnant=no', draft));
    const person = await send(post('pregnant=no', { ...draft, headers: asPage }));

    expect([script.statusCode, person.statusCode]).toEqual([410, 410]);
    expect(calls).toEqual([['untaken', token, [{ names: ['pregnant'], raw: 'no' }]]]);
  });

  test.each([
    ['overtaken', 409],
    ['unknown', 404],
  ] as const)('and not kept (%s) is told to the script, and to a person by the page itself', async (saved, status) => {
    const { send } = createPages({ saveDraft: async () => saved });

    const script = await send(post('pregnant=no', draft));
    const person = await send(post('pregnant=no', { ...draft, headers: asPage }));

    expect(script.statusCode).toBe(status);
    expect([person.statusCode, person.headers?.location]).toEqual([303, `/s/${token}`]);
  });
});

describe('the texts button', () => {
  test.each(['stop', 'start'])('(%s) is taken and leads back to the page', async (asked) => {
    const { send, calls } = createPages();

    const answer = await send(post(`texts=${asked}`, { path: `/c/${token}`, query: 'lang=es' }));

    expect([answer.statusCode, answer.headers?.location]).toEqual([303, `/c/${token}?lang=es&done=texts`]);
    expect(calls).toEqual([['texts', token, asked]]);
  });

  test.each(['texts=', 'texts=never', '', 'other=stop'])('with %j asks for nothing', async (body) => {
    const { send, calls } = createPages();

    expect((await send(post(body, { path: `/c/${token}` }))).statusCode).toBe(422);
    expect(calls).toEqual([]);
  });

  test('of a guessed page does nothing and looks like any unknown one', async () => {
    const { send } = createPages();

    const answer = await send(post('texts=stop', { path: '/c/0000000000' }));

    expect([answer.statusCode, textOf(answer.body ?? '')]).toEqual([
      404,
      textOf((await send(post('texts=stop', { path: '/c/bad' }))).body ?? ''),
    ]);
  });
});

describe('the calendar file', () => {
  test('is the visit of the care page', async () => {
    const { send, calls } = createPages();

    const answer = await send({ path: `/c/${token}/visit.ics`, query: 'lang=es' });

    expect(answer.headers).toMatchObject({
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': 'inline; filename="visit.ics"',
      'cache-control': 'no-store',
    });
    expect(answer.body).toMatch(/^BEGIN:VCALENDAR\r\n/);
    expect(calls).toEqual([['open', token, 'care', 'es']]);
  });

  test('of a closed page is that page, whose language leads to it and not to the file', async () => {
    const { send } = createPages({
      openPage: async () => ({ page: 'closed', why: 'cancelled', language: 'en' }),
    });

    const answer = await send({ path: `/c/${token}/visit.ics` });

    expect(answer.statusCode).toBe(410);
    expect(tagsOf(answer.body ?? '', 'a')[0]?.attributes.href).toBe(`/c/${token}?lang=es`);
  });
});

describe('the script', () => {
  test('stands under its own name, which the form knows, for ever', async () => {
    const { send } = createPages();

    const form = await send({ path: `/s/${token}` });
    const answer = await send({ path: scriptPath });

    expect(tagsOf(form.body ?? '', 'script')[0]?.attributes.src).toBe(scriptPath);
    expect([answer.statusCode, answer.body]).toEqual([200, script?.text]);
    expect(answer.headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
    });
  });

  test('is allowed on the form and nowhere else', async () => {
    const { send } = createPages();
    const policyOf = async (parts: EventParts) =>
      String((await send(parts)).headers?.['content-security-policy']);

    expect(await policyOf({ path: `/s/${token}` })).toContain("; script-src 'self'; connect-src 'self';");
    for (const parts of [post('pregnant=no'), { path: `/c/${token}` }, { path: '/s/bad' }]) {
      expect(await policyOf(parts)).not.toMatch(/script-src|connect-src/);
    }
  });

  test('of another version is not there, and without one the form is the plain one', async () => {
    const { send } = createPages({ script: undefined });

    expect((await createPages().send({ path: '/s/form-000000000000.js' })).statusCode).toBe(404);
    expect((await send({ path: scriptPath })).statusCode).toBe(404);
    expect(tagsOf((await send({ path: `/s/${token}` })).body ?? '', 'script')).toEqual([]);
  });
});

describe('too many requests', () => {
  async function exhaust(send: (parts: EventParts) => Promise<unknown>, sourceIp: string) {
    for (let index = 0; index < 5; index += 1) await send({ path: `/s/000000000${index}`, sourceIp });
  }

  test('from one address are refused with the time to wait, and cost no look-up', async () => {
    const { send, calls, noted } = createPages();
    await exhaust(send, '203.0.113.7');

    const answer = await send({ path: `/s/${token}`, sourceIp: '203.0.113.7' });

    expect(answer.statusCode).toBe(429);
    expect(answer.headers?.['retry-after']).toBe('1');
    expect(textOf(answer.body ?? '')).toContain('Please wait a moment');
    expect(calls).toHaveLength(5);
    expect(noted.at(-1)).toEqual({ event: 'page-refused', page: 'screening', reason: 'too-many-requests' });
  });

  test('hand back a form that was sent, in the language it was sent in', async () => {
    const { send } = createPages();
    await exhaust(send, '203.0.113.7');
    const hostile = '"><script>alert(1)</script>';
    const body = new URLSearchParams({ pregnant: 'no', 'last-botox.date': hostile, 'x[]': '1', A: '2' });

    const answer = await send(post(body.toString(), { query: 'lang=es' }));

    expect(answer.statusCode).toBe(429);
    expect(textOf(answer.body ?? '')).toContain('Lo que respondió sigue en esta página.');
    expect(sentAgain(answer.body ?? '')).toEqual({
      action: `/s/${token}?lang=es`,
      fields: [
        ['pregnant', 'no'],
        ['last-botox.date', hostile],
      ],
    });
    expect(tagsOf(answer.body ?? '', 'script')).toEqual([]);
  });

  test('of a page that saves as one types cost nobody the page itself', async () => {
    const { send } = createPages();
    for (let index = 0; index < 6; index += 1) await send(post('pregnant=no', { path: `/s/${token}/draft` }));

    expect((await send(post('pregnant=no', { path: `/s/${token}/draft` }))).statusCode).toBe(429);
    expect((await send(post('pregnant=no'))).statusCode).toBe(303);
  });

  test('behind CloudFront are counted by its word, where the request proves that it came through it', async () => {
    const { send } = createPages({ viewerProof: proof });
    const from = (address: string, shown = proof): EventParts => ({
      path: '/s/0000000000',
      headers: { 'x-viewer-proof': shown, 'cloudfront-viewer-address': address },
    });
    for (let port = 1; port <= 5; port += 1) await send(from(`2001:db8:0:1::${port}:${40_000 + port}`));

    expect((await send(from('2001:db8:0:1:9::9:443'))).statusCode).toBe(429);
    expect((await send(from('198.51.100.10:46532'))).statusCode).toBe(404);
    // Whoever made the proof up is counted by the address that the gateway saw.
    for (let index = 0; index < 5; index += 1) await send(from(`198.51.100.${index}:1`, 'a guess'));
    expect((await send(from('198.51.100.200:1', 'a guess'))).statusCode).toBe(429);
    expect((await send(from('no address'))).statusCode).toBe(429);
  });

  test('do not slow another address, and pass', async () => {
    const { send, clock } = createPages();
    await exhaust(send, '203.0.113.7');

    expect((await send({ path: `/s/${token}`, sourceIp: '203.0.113.8' })).statusCode).toBe(200);
    clock.at += 1_000;
    expect((await send({ path: `/s/${token}`, sourceIp: '203.0.113.7' })).statusCode).toBe(200);
  });

  test('from all over one IPv6 network count as one', async () => {
    const { send } = createPages();
    for (const host of ['1', '2:0:0:1', 'ffff:1:2:3', 'a', 'b']) {
      await send({
        path: '/s/0000000000',
        sourceIp: `2001:db8:0:1:${host.includes(':') ? host : `:${host}`}`,
      });
    }

    expect((await send({ path: `/s/${token}`, sourceIp: '2001:DB8::1:9:9:9:9' })).statusCode).toBe(429);
    expect((await send({ path: `/s/${token}`, sourceIp: '2001:db8:0:2::1' })).statusCode).toBe(200);
  });
});

describe('a failure behind the page', () => {
  afterEach(() => vi.restoreAllMocks());

  test('of the store says to come back in a moment', async () => {
    vi.spyOn(console, 'error').mockReturnValue();
    const { send } = createPages({
      openPage: () => Promise.reject(new StoreUnavailableError({ operation: 'get' })),
    });

    const answer = await send({ path: `/s/${token}`, query: 'lang=es' });

    expect(answer.statusCode).toBe(503);
    expect(Number(answer.headers?.['retry-after'])).toBeGreaterThan(0);
    expect(textOf(answer.body ?? '')).toContain('No estamos disponibles por un momento');
  });

  test('of any other kind hands the form back to who sent it, and tells the log nothing of it', async () => {
    const log = vi.spyOn(console, 'error').mockReturnValue();
    const { send } = createPages({
      submitScreening: async (asked, sent) => {
        throw new Error(`${asked} ${JSON.stringify(sent)}`);
      },
    });

    const answer = await send(post('pregnant=yes'));

    expect(answer.statusCode).toBe(500);
    expect(answer.headers?.['content-type']).toBe('text/html; charset=utf-8');
    expect(sentAgain(answer.body ?? '')).toEqual({ action: `/s/${token}`, fields: [['pregnant', 'yes']] });
    expect(JSON.stringify(log.mock.calls)).not.toMatch(/pregnant/);
    expect(JSON.stringify(log.mock.calls)).not.toContain(token);
  });
});

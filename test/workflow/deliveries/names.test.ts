/** Names as strangers type them, from the platform's body to the client's phone: shown harmlessly, counted rightly, never cut within a character. */
import { describe, expect, test } from 'vitest';
import { isGsm7 } from '../../../shared/text/gsm7.ts';
import { countSegments } from '../../../shared/text/segments.ts';
import { hourMs } from '../../../shared/time/instant.ts';
import { standardBooking } from '../../world/bodies.ts';
import { createWorld, instantOf } from '../../world/world.ts';
import { arrival, send } from './posting.ts';

const at = instantOf(arrival);
const start = '2026-12-14T15:00:00Z';

async function bookedText(name: string): Promise<string> {
  const world = await createWorld(arrival);
  const answer = await send(world.process(), { body: standardBooking({ at, start, client: { name } }), at });
  expect(answer.body).toMatchObject({ status: 'processed', decision: 'allowed' });
  await world.advanceTo(at + hourMs);
  const [text, ...more] = world.texts();
  expect([text?.milestone, more.length]).toEqual(['booked', 0]);
  return text?.body ?? '';
}

describe('a name of a booking', () => {
  test.each([
    ['emoji', 'Nadia 😀 Brook', 'Nadia'],
    ['a family of emoji', '👨‍👩‍👧‍👦 Nadia', 'Nadia'],
    ['a bidi override', '\u202eNadia\u202c Brook', 'Nadia'],
    ['zero width characters', 'Na\u200bdia Brook', 'Nadia'],
    ['combining marks in heaps', 'N\u0300\u0301\u0302adia Brook', 'Nadia'],
    ['a line break and a message of its own', 'Nadia\nYour visit is off, call +1 900 555 0100', 'Nadia'],
    ['letters that GSM-7 lacks', 'Álvaro Díaz', 'Alvaro'],
    ['a cut emoji at its end', 'Nadia \ud83d', 'Nadia'],
  ])('with %s is said as far as it can be', async (_what, name, said) => {
    const body = await bookedText(name);
    expect(body).toContain(said);
    expect(body).not.toMatch(/\p{Cf}|\p{Cs}|\p{Cc}|\+1 900/u);
    expect([isGsm7(body), countSegments(body).segments]).toEqual([true, 1]);
  });

  test.each([
    ['right-to-left letters', 'سارة أحمد'],
    ['only emoji', '😀👍🏽'],
    ['markup', '<script>alert(1)</script>'],
    ['a web address', 'https://evil.example/win Nadia'],
    ['two hundred letters', 'N'.repeat(200)],
  ])('of %s is left out, and the text still goes', async (_what, name) => {
    const body = await bookedText(name);
    expect(body).toContain('Rosewater Skin');
    expect(body).not.toMatch(/script|evil|NNNN|\p{Cf}|\p{Cs}/u);
    expect([isGsm7(body), countSegments(body).segments]).toEqual([true, 1]);
  });

  test('of more than two hundred characters is refused by its field', async () => {
    const world = await createWorld(arrival);
    const name = 'N'.repeat(201);
    const answer = await send(world.process(), {
      body: standardBooking({ at, start, client: { name } }),
      at,
    });
    expect([answer.status, answer.text]).toEqual([422, expect.stringContaining('data.client.name')]);
    expect(answer.text).not.toContain('NNN');
  });

  test('without any letter is nobody’s: a Botox visit under it and the same phone is looked at by a person', async () => {
    const world = await createWorld(arrival);
    const client = { name: '😀' };
    await world.post(
      'standard',
      standardBooking({ at, uid: 'botox-1', treatment: 'botox', start: '2026-12-10T15:00:00Z', client }),
    );
    const answer = await send(world.process(), { body: standardBooking({ at, start, client }), at });
    expect(answer.body.decision).toBe('review');
  });

  test('in another case, with accents or a middle name is the same person’s', async () => {
    const world = await createWorld(arrival);
    const botox = { at, uid: 'botox-1', treatment: 'botox', start: '2026-12-10T15:00:00Z' };
    await world.post('standard', standardBooking({ ...botox, client: { name: 'NÁDIA jane Brook' } }));
    const answer = await send(world.process(), { body: standardBooking({ at, start }), at });
    expect(answer.body.decision).toBe('blocked');
  });
});

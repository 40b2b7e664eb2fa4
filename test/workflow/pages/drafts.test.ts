/** What a client types and does not send: kept and shown again, decided on by nobody, and never in the way of what was sent. */
import { describe, expect, test, vi } from 'vitest';
import { StoreUnavailableError } from '../../../functions/errors.ts';
import { forgetDraft } from '../../../functions/workflow/pages/drafts.ts';
import { dayMs, hourMs, minuteMs } from '../../../shared/time/instant.ts';
import { aroundCalls } from '../../memory/around-calls.ts';
import { standardBooking } from '../../world/bodies.ts';
import { createWorld, instantOf, type World } from '../../world/world.ts';
import { turnTaking } from '../deliveries/unreliable.ts';
import { checkedIn, fineForm, open, saveDraft, screeningToken, submit } from './visiting.ts';

const arrival = '2026-11-16T15:00:00Z';
const start = '2026-12-14T15:00:00Z';
const place = { clinicId: 'rosewater', platform: 'standard', uid: 'visit-1' };
const draftKey = 'draft#rosewater#standard#visit-1';

async function asked(): Promise<{ world: World; token: string }> {
  const world = await createWorld(arrival);
  const at = world.ports.clock.now();
  await world.post('standard', standardBooking({ at, start, answers: {} }));
  await world.advanceTo(at + hourMs);
  return { world, token: screeningToken(await world.booking('visit-1')) };
}

async function passes(world: World, ms = minuteMs): Promise<void> {
  await world.advanceTo(world.ports.clock.now() + ms);
}

/** What is stored of it; `undefined`: nothing was ever typed. */
async function typedIn(world: World): Promise<Record<string, unknown> | undefined> {
  const item = await world.item(draftKey);
  return item?.type === 'draft' ? item.values : undefined;
}

describe('what is typed', () => {
  test('is shown when the link is opened again, and nothing is decided on it', async () => {
    const { world, token } = await asked();
    const before = await world.booking('visit-1');
    const form = await open(world.process(), `/s/${token}`);
    await saveDraft(world.process(), form, token, { 'pregnant-nursing': 'yes', 'last-botox': 'date' });

    const again = await open(world.process(), `/s/${token}`);

    expect(checkedIn(again)).toEqual({ 'pregnant-nursing': 'yes', 'last-botox': 'date' });
    expect(again.text).toContain('Welcome back.');
    expect(await world.booking('visit-1')).toEqual(before);
  });

  test('lasts as long as its page, and is bounded by the questions that are asked', async () => {
    const { world, token } = await asked();
    const form = await open(world.process(), `/s/${token}`);
    const strange = Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`odd-${index}`, 'yes']));
    await saveDraft(world.process(), form, token, { ...fineForm, ...strange, diabetes: 'x'.repeat(500) });

    const item = await world.item(draftKey);

    expect(item).toMatchObject({ type: 'draft', expiresAt: instantOf(start) + hourMs + 21 * dayMs });
    const values = item?.type === 'draft' ? item.values : {};
    expect(Object.keys(values).sort()).toEqual(Object.keys(fineForm).sort());
    expect(values.diabetes).toEqual({ is: 'unreadable', raw: expect.stringMatching(/^x{1,80}/) });
  });

  test('as before is not written once more', async () => {
    const { world, token } = await asked();
    const form = await open(world.process(), `/s/${token}`);
    for (let n = 0; n < 3; n += 1) await saveDraft(world.process(), form, token, { diabetes: 'no' });

    expect(await world.item(draftKey)).toMatchObject({ version: 1 });
  });

  test('and taken back is gone', async () => {
    const { world, token } = await asked();
    const form = await open(world.process(), `/s/${token}`);
    await saveDraft(world.process(), form, token, { diabetes: 'yes' });
    await saveDraft(world.process(), form, token, {});

    expect(await typedIn(world)).toEqual({});
  });

  test('in two tabs at once keeps one of them whole', async () => {
    const { world, token } = await asked();
    const form = await open(world.process(), `/s/${token}`);
    const tabs = [world.process(turnTaking(world.ports)), world.process(turnTaking(world.ports))];

    const saved = await Promise.all([
      saveDraft(tabs[0] ?? world.process(), form, token, { diabetes: 'no' }),
      saveDraft(tabs[1] ?? world.process(), form, token, { autoimmune: 'no' }),
    ]);

    expect(saved).toEqual([204, 204]);
    expect(Object.keys((await typedIn(world)) ?? {})).toHaveLength(1);
  });

  test('moves with the visit, also to a link of its own', async () => {
    const { world, token } = await asked();
    await saveDraft(world.process(), await open(world.process(), `/s/${token}`), token, { diabetes: 'yes' });
    const at = world.ports.clock.now();
    const moved = { at, start: '2027-02-15T15:00:00Z', type: 'booking.rescheduled', answers: {} } as const;
    await world.post('standard', standardBooking(moved));
    await passes(world, 2 * dayMs);

    const later = screeningToken(await world.booking('visit-1'));

    expect(later).not.toBe(token);
    expect(checkedIn(await open(world.process(), `/s/${later}`))).toEqual({ diabetes: 'yes' });
  });
});

describe('what was sent', () => {
  test('is shown in place of what was typed before it, which is forgotten', async () => {
    const { world, token } = await asked();
    const form = await open(world.process(), `/s/${token}`);
    await saveDraft(world.process(), form, token, { ...fineForm, diabetes: 'yes' });
    await passes(world);
    await submit(world.process(), token, fineForm);

    const again = await open(world.process(), `/s/${token}`);

    expect(checkedIn(again)).toEqual(fineForm);
    expect(again.text).toContain('You have sent your answers.');
    expect(await typedIn(world)).toEqual({});
  });

  test('is not overtaken by what a page still types that was opened before', async () => {
    const { world, token } = await asked();
    const old = await open(world.process(), `/s/${token}`);
    await passes(world);
    await submit(world.process(), token, fineForm);
    await passes(world);

    const status = await saveDraft(world.process(), old, token, { ...fineForm, diabetes: 'yes' });

    expect(status).toBe(409);
    expect(checkedIn(await open(world.process(), `/s/${token}`))).toEqual(fineForm);
  });

  test('is not overtaken by what was on its way when it came', async () => {
    const { world, token } = await asked();
    const form = await open(world.process(), `/s/${token}`);
    let hasSent = false;
    const ports = aroundCalls(world.ports, async (name, effect) => {
      if (name === 'store.put' && !hasSent) {
        hasSent = true;
        await submit(world.process(), token, fineForm);
      }
      return effect();
    });
    await saveDraft(world.process(ports), form, token, { ...fineForm, diabetes: 'yes' });

    expect(checkedIn(await open(world.process(), `/s/${token}`))).toEqual(fineForm);
  });

  test('can be changed by a page that was opened after it', async () => {
    const { world, token } = await asked();
    await submit(world.process(), token, fineForm);
    await passes(world);
    const form = await open(world.process(), `/s/${token}`);
    await saveDraft(world.process(), form, token, { ...fineForm, diabetes: 'yes' });

    expect(checkedIn(await open(world.process(), `/s/${token}`))).toEqual({ ...fineForm, diabetes: 'yes' });
    expect((await world.booking('visit-1')).answers.diabetes?.value).toEqual({ is: 'no' });
  });

  test('in half is kept, and typing the rest goes on from it', async () => {
    const { world, token } = await asked();
    const { diabetes: _diabetes, ...half } = fineForm;
    const back = await submit(world.process(), token, half);
    await passes(world);

    const status = await saveDraft(world.process(), back, token, { ...half, diabetes: 'unsure' });

    expect(status).toBe(204);
    expect(checkedIn(await open(world.process(), `/s/${token}`))).toEqual({ ...half, diabetes: 'unsure' });
  });
});

describe('typing goes nowhere', () => {
  test('once the visit is cancelled', async () => {
    const { world, token } = await asked();
    const form = await open(world.process(), `/s/${token}`);
    const at = world.ports.clock.now();
    await world.post('standard', standardBooking({ at, start, type: 'booking.cancelled' }));

    expect(await saveDraft(world.process(), form, token, { diabetes: 'no' })).toBe(410);
    expect(await world.item(draftKey)).toBeUndefined();
  });

  test('once it has begun', async () => {
    const { world, token } = await asked();
    const form = await open(world.process(), `/s/${token}`);
    await world.advanceTo(start);

    expect(await saveDraft(world.process(), form, token, { diabetes: 'no' })).toBe(410);
  });

  test('by a guessed link', async () => {
    const { world, token } = await asked();
    const form = await open(world.process(), `/s/${token}`);

    expect(await saveDraft(world.process(), form, 'AAAAAAAAAA', { diabetes: 'no' })).toBe(404);
  });

  test('while the store is out of reach, which the page hears', async () => {
    const { world, token } = await asked();
    const form = await open(world.process(), `/s/${token}`);
    const ports = aroundCalls(world.ports, async (name, effect) => {
      if (name === 'store.put') throw new StoreUnavailableError({ operation: 'put' });
      return effect();
    });

    const log = vi.spyOn(console, 'error').mockReturnValue();

    expect(await saveDraft(world.process(ports), form, token, { diabetes: 'no' })).toBe(503);
    expect(JSON.stringify(log.mock.calls)).not.toMatch(/diabetes/);
    log.mockRestore();
  });
});

describe('forgetting a client', () => {
  test('leaves nothing of what they typed, twice as well as once', async () => {
    const { world, token } = await asked();
    const form = await open(world.process(), `/s/${token}`);
    await saveDraft(world.process(), form, token, { diabetes: 'yes' });
    const { deps } = world.process();
    await forgetDraft(deps, place);
    await forgetDraft(deps, place);

    expect(await typedIn(world)).toEqual({});
  });

  test.each([
    ['for the first time', {}],
    ['once more', { 'last-botox': 'never' }],
  ])('is not undone by what is being saved at that moment, %s', async (_, typed: Record<string, string>) => {
    const { world, token } = await asked();
    const form = await open(world.process(), `/s/${token}`);
    await saveDraft(world.process(), form, token, typed);
    const { deps } = world.process();
    let isGone = false;
    const ports = aroundCalls(world.ports, async (name, effect) => {
      if (name === 'store.put' && !isGone) {
        isGone = true;
        const { clinicId, platform, uid, version } = await world.booking('visit-1');
        const erased = {
          type: 'erased',
          clinicId,
          platform,
          uid,
          version: version + 1,
          at: 0,
          steps: [],
        } as const;
        await world.ports.store.put({ ...erased, steps: [] }, version);
        await forgetDraft(deps, place);
      }
      return effect();
    });
    const status = await saveDraft(world.process(ports), form, token, { diabetes: 'yes' });

    expect(status).toBe(404);
    expect(await typedIn(world)).toEqual({});
  });
});

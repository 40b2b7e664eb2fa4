/** What staff do in the deployed stage: signed in as they are on AWS, through the deployed routes, and taken up by the other functions where the one that serves them dies. */
import { describe, expect, test } from 'vitest';
import { fineAnswers } from '../../local/demo/bodies.ts';
import { referenceOf } from '../../shared/booking/reference.ts';
import { keys, type Quarantine } from '../../shared/store/item.ts';
import { dayMs } from '../../shared/time/instant.ts';
import { standardBooking } from '../world/bodies.ts';
import { anAct, clinicId, type Stage } from './stage-life.ts';

const list = 'GET /v1/manager/clinics/{clinicId}/attention';
const page = 'GET /v1/manager/clinics/{clinicId}/bookings/{booking}';
const approve = 'POST /v1/manager/clinics/{clinicId}/bookings/{booking}/approve-findings';
const find = 'POST /v1/manager/clinics/{clinicId}/find-bookings';
const erase = 'POST /v1/manager/clinics/{clinicId}/bookings/{booking}/erase-client';

const start = '2026-12-14T17:00:00Z';
const ida = { uid: 'visit-20', name: 'Ida Moreno', phone: '+12125550131' };
/** Three whose data is removed. */
const oona = { uid: 'visit-21', name: 'Oona Reyes', phone: '+12125550133' };
const petra = { uid: 'visit-22', name: 'Petra Voss', phone: '+12125550134' };
const quinn = { uid: 'visit-23', name: 'Quinn Abara', phone: '+12125550135' };
type Client = typeof ida;

/** The stage is there once the tests run. */
export function staffAtWork(stageOf: () => Stage): void {
  describe('staff', () => {
    test('who is signed in finds what waits, reads why and approves it, and the client hears of it', async () => {
      const stage = stageOf();
      stage.aws.scheduler.faults.refuseCreates = 'none';
      await book(stage, ida, { ...fineAnswers, 'pregnant-nursing': true });
      await stage.moveTo('2026-11-16T16:32:00Z');
      expect(stage.texts(ida.phone)).toEqual([expect.stringContaining('please do not come')]);

      const { rows } = await stage.staff(list);
      const ref = referenceOf({ platform: 'standard', uid: ida.uid });
      expect(rows).toContainEqual(expect.objectContaining({ row: 'booking', ref, kinds: ['blocked'] }));
      const { booking, version } = await stage.staff(page, ida);
      const blocking = booking.decision?.findings.filter(({ outcome }) => outcome === 'blocked') ?? [];
      const body = anAct({ version, findings: blocking.map(({ id }) => id) });
      const approved = await stage.staff(approve, { uid: ida.uid, body });

      expect(approved.booking.decision?.outcome).toBe('allowed');
      expect(approved.timeline).toContainEqual(expect.objectContaining({ kind: 'act', by: 'clea' }));
      const other = await stage.askStaff(approve, { uid: ida.uid, body: { ...body, ...anAct() } });
      expect(other).toMatchObject({ status: 409, body: { latest: { by: 'clea' } } });
      await stage.moveTo('2026-11-16T16:50:00Z');
      expect(stage.texts(ida.phone).slice(1)).toEqual([expect.stringContaining('you are all set')]);
    });

    test.each<[string, number, (stage: Stage) => Parameters<Stage['askStaff']>[1]]>([
      ['no token', 401, () => ({ token: '' })],
      ['a token that is over', 401, (stage) => ({ token: token(stage, { exp: 1 }) })],
      ['another client’s', 401, (stage) => ({ token: token(stage, { client_id: 'another' }) })],
      ['an ID token', 401, (stage) => ({ token: token(stage, { token_use: 'id' }) })],
      ['another pool’s', 401, (stage) => ({ token: token(stage, { iss: 'https://sign-in.example/pool' }) })],
      ['a token of no clinic', 403, (stage) => ({ token: token(stage, { 'cognito:groups': [] }) })],
      ['another clinic’s', 404, () => ({ clinicId: 'elsewhere' })],
      ['a viewer’s', 403, () => ({ role: 'viewer' })],
      ['a manager’s for what a clinician must', 403, () => ({ role: 'manager' })],
    ])('an act with %s is answered %i', async (_, status, asked) => {
      const stage = stageOf();
      const { version } = await stage.booking(ida.uid);
      const clear = 'POST /v1/manager/clinics/{clinicId}/bookings/{booking}/record-clearance';
      const body = anAct({ version, findings: ['any'], doctor: 'Dr. Vale', on: '2026-11-01' });

      expect((await stage.askStaff(clear, { uid: ida.uid, body, ...asked(stage) })).status).toBe(status);
      expect((await stage.booking(ida.uid)).version).toBe(version);
    });

    test('the keys were asked for once and nothing else was, and the description needs no sign-in', async () => {
      const stage = stageOf();
      const described = await stage.staff('GET /v1/manager/openapi.json', { token: '' });

      expect(described.openapi).toMatch(/^3\.1\./);
      expect(stage.signIn.asked()).toEqual([
        expect.stringMatching(
          /^https:\/\/cognito-idp\.us-east-1\.amazonaws\.com\/[\w-]+\/\.well-known\/jwks\.json$/,
        ),
      ]);
    });

    test('a refused delivery and what was set aside are on the list', async () => {
      const stage = stageOf();
      const refused = await stage.post('standard', { ...bookingOf(stage, ida), data: { bookingId: 'odd' } });
      expect(refused.status).toBe(422);
      const now = stage.clock.now();
      const record: Quarantine = {
        type: 'quarantine',
        key: keys.booking(clinicId, 'standard', 'visit-30'),
        version: 1,
        tries: 6,
        reason: 'made up',
        since: now,
        expiresAt: now + dayMs,
      };
      await stage.aws.store.put(record, 'absent', ['quarantined']);

      const { rows } = await stage.staff(list);
      expect(new Set(rows.map(({ row }) => row))).toEqual(new Set(['booking', 'delivery', 'quarantined']));
    });

    test('a visit that was agreed on at the desk stands in the day, and is found by name and by number', async () => {
      const stage = stageOf();
      const body = anAct({
        treatment: 'botox',
        start: '2026-11-16T17:00',
        lasts: 30,
        name: 'Walter Finch',
        phone: '(212) 555-0132',
        language: 'en',
        consent: true,
      });
      const { ref } = await stage.staff('POST /v1/manager/clinics/{clinicId}/bookings', { body });

      const { visits } = await stage.staff('GET /v1/manager/clinics/{clinicId}/day');
      expect(visits.map((visit) => visit.ref)).toEqual([ref]);
      for (const asked of [{ name: 'walt' }, { lastFour: '0132' }]) {
        const { found } = await stage.staff(find, { body: asked });
        expect(found.map((one) => one.ref)).toEqual([ref]);
      }
    });

    test('a number is stopped and allowed again, shown and exported, and the clinic is paused and goes on', async () => {
      const stage = stageOf();
      const act = async (name: 'stop-texts' | 'allow-texts') => {
        const body = anAct({ version: (await stage.booking(ida.uid)).version });
        await stage.staff(`POST /v1/manager/clinics/{clinicId}/bookings/{booking}/${name}`, { ...ida, body });
        return (await stage.booking(ida.uid)).optedOutAt;
      };
      expect([await act('stop-texts'), await act('allow-texts')]).toEqual([expect.any(Number), undefined]);

      const seen = async () => ({
        uid: ida.uid,
        body: anAct({ version: (await stage.booking(ida.uid)).version }),
      });
      const reveal = 'POST /v1/manager/clinics/{clinicId}/bookings/{booking}/reveal-phone';
      expect(await stage.staff(reveal, await seen())).toEqual({ phone: ida.phone, email: 'ida@example.com' });
      const exporting = 'POST /v1/manager/clinics/{clinicId}/bookings/{booking}/export-client';
      expect((await stage.staff(exporting, await seen())).bookings).toHaveLength(1);

      const pausing = 'POST /v1/manager/clinics/{clinicId}/pause-texts';
      expect((await stage.staff(pausing, { body: anAct() })).clinic.status).toBe('paused');
      const resuming = 'POST /v1/manager/clinics/{clinicId}/resume-texts';
      expect((await stage.staff(resuming, { body: anAct() })).clinic.status).toBe('active');
    });
  });

  describe('a client’s data is removed', () => {
    test('at once', async () => {
      const stage = stageOf();
      for (const client of [oona, petra, quinn]) await book(stage, client, {});
      await stage.moveTo('2026-11-16T17:05:00Z');
      const form = formOf(stage, oona);
      expect(await stage.http({ method: 'GET', path: form })).toMatchObject({ statusCode: 200 });
      await stage.staff(erase, await erasureOf(stage, oona));

      expect(await leftOf(stage, oona)).toEqual(['erased', 'erased']);
      expect(await stage.http({ method: 'GET', path: form })).toMatchObject({ statusCode: 404 });
    });

    test('by the follow-up where the manager’s API died, as the job’s timer calls it', async () => {
      const stage = stageOf();
      await dieWhileErasing(stage, petra);
      await stage.moveTo('2026-11-16T17:08:00Z');

      expect(await leftOf(stage, petra)).toEqual(['erased', 'erased']);
    });

    test('by the sweep where there was no timer either', async () => {
      const stage = stageOf();
      stage.aws.scheduler.faults.refuseCreates = 'Internal';
      await dieWhileErasing(stage, quinn);
      await stage.moveTo('2026-11-16T17:15:00Z');
      expect(await leftOf(stage, quinn)).toEqual(['booking', 'kept']);
      await stage.runRule();
      stage.aws.scheduler.faults.refuseCreates = 'none';

      expect(await leftOf(stage, quinn)).toEqual(['erased', 'erased']);
    });
  });
}

function token({ signIn }: Stage, changes: Record<string, unknown>): string {
  return signIn.tokenFor({ role: 'clinician', name: 'clea', clinicId }, changes);
}

function bookingOf(stage: Stage, { uid, name, phone }: Client, answers?: Record<string, unknown>) {
  const [given = ''] = name.toLowerCase().split(' ');
  const client = { name, phone, email: `${given}@example.com` };
  return standardBooking({
    at: stage.clock.now(),
    start,
    uid,
    client,
    ...(answers === undefined ? {} : { answers }),
  });
}

async function book(stage: Stage, client: Client, answers: Record<string, unknown>): Promise<void> {
  const { status } = await stage.post('standard', bookingOf(stage, client, answers));
  expect(status).toBe(200);
}

/** The screening form that the client was texted. */
function formOf(stage: Stage, { phone }: Client): string {
  const [path = ''] = /\/s\/\w+/.exec(stage.texts(phone).at(-1) ?? '') ?? [];
  return path;
}

async function erasureOf(stage: Stage, { uid, name }: Client) {
  const { version } = await stage.booking(uid);
  return { uid, body: anAct({ version, name }) };
}

/** The machine dies once the job is stored: its second put, after the act is on record. */
async function dieWhileErasing(stage: Stage, client: Client): Promise<void> {
  const asked = await erasureOf(stage, client);
  let puts = 0;
  stage.hooks.beforeAnswer = async (service, request) => {
    if (service !== 'dynamodb' || !request.headers['x-amz-target']?.endsWith('.PutItem')) return;
    puts += 1;
    if (puts < 2) return;
    stage.hooks.beforeAnswer = undefined;
    await stage.hosts['manager-api'].crash();
  };
  await expect(stage.askStaff(erase, asked)).rejects.toThrow('exited');
  expect(await leftOf(stage, client)).toEqual(['booking', 'kept']);
}

/** What stands where the booking stood, and whether its delivery still holds what it said. */
async function leftOf(stage: Stage, { uid, name }: Client): Promise<string[]> {
  const [booking] = await stage.aws.store.get([keys.booking(clinicId, 'standard', uid)]);
  const deliveries = stage.guards.calls().flatMap(({ key }) => (key?.startsWith('delivery#') ? [key] : []));
  const stored = await stage.aws.store.get([...new Set(deliveries)]);
  const held = stored.some(
    (item) =>
      item?.type === 'delivery' &&
      Buffer.from(item.body ?? '', 'base64')
        .toString()
        .includes(name),
  );
  return [booking?.type ?? 'nothing', held ? 'kept' : 'erased'];
}

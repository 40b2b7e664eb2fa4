/** A stage as it is deployed, bundle by bundle and permission by permission: its life is told in order, from the first webhook to the last grant that somebody needed. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { changeClinic } from '../../functions/workflow/change-clinic.ts';
import { createPolicies } from '../../functions/workflow/policies.ts';
import { calComBody, fineAnswers } from '../../local/demo/bodies.ts';
import { referenceOf } from '../../shared/booking/reference.ts';
import { type FunctionName, functionNames, resourceNames } from '../../shared/deployment/resource-names.ts';
import { timerName } from '../../shared/follow-up/timer.ts';
import { dueShardOf, keyOf, keys } from '../../shared/store/item.ts';
import type { Job, ReplanJob } from '../../shared/store/job.ts';
import { formatInstant, hourMs, minuteMs } from '../../shared/time/instant.ts';
import { standardBooking } from '../world/bodies.ts';
import { instantOf, testSecrets } from '../world/world.ts';
import { region } from './resource-identity.ts';
import { staffAtWork } from './staff-at-work.ts';
import { anAct, clinicId, logLine, openedAt, openStage, type Stage } from './stage-life.ts';
import { type SynthesisedStage, synthesise } from './synthesise.ts';
import { resolveDeployment } from './template.ts';
import { withoutAction } from './without-action.ts';

/** Seven bundles and three stacks take seconds; a machine on which others build and test at the same time takes twenty times as long. */
const buildMsMax = 180_000;

const nadia = '+12125550117';
const rosa = '+12125550121';
const lena = '+12125550123';
const mira = '+12125550124';
const visitAt = '2026-12-14T15:00:00Z';

let built: SynthesisedStage;
let stage: Stage;

beforeAll(async () => {
  built = await synthesise('dev');
  stage = await openStage({ ...built, deployment: resolveDeployment(built.templates) });
}, buildMsMax);

afterAll(async () => {
  await stage?.stop();
  built?.remove();
}, buildMsMax);

function bookingOf(uid: string, name: string, phone: string | undefined, answers?: Record<string, unknown>) {
  const [given = ''] = name.toLowerCase().split(' ');
  return standardBooking({
    at: stage.clock.now(),
    start: visitAt,
    uid,
    client: { name, email: `${given}@example.com`, phone },
    ...(answers === undefined ? {} : { answers }),
  });
}

function messageIdOf(phone: string): string {
  return stage.aws.sns.texts(phone).at(-1)?.id ?? '';
}

/** Every text's receipt is there before the function hears that it was taken. */
function letReceiptsOvertake(): void {
  stage.hooks.beforeAnswer = async (service, request, answer) => {
    const id = answer.kind === 'answer' ? /<MessageId>(.+?)<\/MessageId>/.exec(answer.body)?.[1] : undefined;
    const phone = new URLSearchParams(request.body).get('PhoneNumber');
    if (service !== 'sns' || id === undefined || phone === null) return;
    await stage.deliverLog('delivered', [logLine(id, phone, stage.clock.now())]);
  };
}

/** The webhook's machine dies once the delivery is stored. */
function letWebhookDie(): void {
  stage.hooks.beforeAnswer = async (service, request) => {
    if (service !== 'dynamodb' || !request.headers['x-amz-target']?.endsWith('.PutItem')) return;
    stage.hooks.beforeAnswer = undefined;
    await stage.hosts.webhook.crash();
  };
}

describe('webhooks', () => {
  test('a signed delivery is taken, in plain text and in base64', async () => {
    const first = bookingOf('visit-1', 'Nadia Brook', nadia);
    expect(await stage.post('standard', first)).toMatchObject({
      status: 200,
      body: { decision: 'allowed' },
    });

    const at = stage.clock.now();
    const visit = { uid: 'rose2', at, startAt: instantOf(visitAt), name: 'Rosa Delgado', phone: rosa };
    const second = calComBody('BOOKING_CREATED', { ...visit, answers: {} });
    expect(await stage.post('cal-com', second, { inBase64: true })).toMatchObject({
      status: 200,
      body: { decision: 'incomplete' },
    });
  });

  test('the same again gets the first answer, an unsigned one none, and another path has no route', async () => {
    const first = bookingOf('visit-1', 'Nadia Brook', nadia);
    expect(await stage.post('standard', first)).toMatchObject({ status: 200, body: { status: 'duplicate' } });

    const headers = { 'content-type': 'application/json' };
    expect((await stage.post('standard', first, { headers })).status).toBe(401);
    expect(await stage.http({ method: 'GET', path: `/v1/clinics/${clinicId}/webhooks/standard` })).toBe(
      undefined,
    );
    expect(await stage.http({ method: 'POST', path: '/v1/clinics' })).toBe(undefined);
  });
});

test('A timer hands over to the live follow-up as its own role, and after a few tries to its own queue', () => {
  const deployment = resolveDeployment(built.templates);
  const { timerFailures, timerGroup, timerRoleIn } = resourceNames('dev');
  const timers = stage.aws.scheduler.waiting();
  expect(timers.length).toBeGreaterThan(1);
  for (const { group, target, actionAfterCompletion } of timers) {
    expect([group, actionAfterCompletion]).toEqual([timerGroup, 'DELETE']);
    expect(target).toEqual({
      Arn: expect.stringMatching(/:function:booking-gate-dev-follow-up:live$/),
      RoleArn: deployment.resource('AWS::IAM::Role', timerRoleIn(region)).attribute('Arn'),
      Input: expect.any(String),
      DeadLetterConfig: { Arn: deployment.resource('AWS::SQS::Queue', timerFailures).attribute('Arn') },
      RetryPolicy: { MaximumEventAgeInSeconds: 3_600, MaximumRetryAttempts: 3 },
    });
  }
});

test('A timer texts at its time, and a receipt that overtakes the answer is not lost', async () => {
  letReceiptsOvertake();
  await stage.moveTo('2026-11-16T15:10:00Z');
  stage.hooks.beforeAnswer = undefined;

  expect(stage.texts(nadia)).toEqual([expect.stringContaining('your visit is booked')]);
  const { steps } = await stage.booking('visit-1');
  expect(steps.find(({ act }) => act.what === 'booked')?.state.status).toBe('delivered');
});

const formType = { 'content-type': 'application/x-www-form-urlencoded' };

test('The screening form opens, is sent as a browser sends it, and leads to the care page', async () => {
  const [asked = ''] = stage.texts(rosa);
  const path = /https:\/\/bg\.test(\/s\/\w+)/.exec(asked)?.[1] ?? '';

  const form = await stage.http({ method: 'GET', path });
  expect(form).toMatchObject({ statusCode: 200, body: expect.stringContaining('pregnant-nursing') });
  const script = /<script src="([^"]+)">/.exec(form?.body ?? '')?.[1] ?? '';
  expect(await stage.http({ method: 'GET', path: script })).toMatchObject({
    statusCode: 200,
    headers: { 'content-type': 'text/javascript; charset=utf-8' },
  });
  const typed = { method: 'POST', path: `${path}/draft`, headers: formType, body: 'diabetes=no' };
  expect(await stage.http(typed)).toMatchObject({ statusCode: 204, body: '' });
  const filled = Object.entries(fineAnswers).map(([id, value]) => [
    id,
    value === false ? 'no' : String(value),
  ]);
  const sent = await stage.http({
    method: 'POST',
    path,
    headers: formType,
    body: new URLSearchParams(Object.fromEntries(filled)).toString(),
  });

  expect(sent).toMatchObject({ statusCode: 303, headers: { location: `${path}?done=sent` } });
  expect((await stage.booking('rose2', 'cal-com')).decision?.outcome).toBe('allowed');
  const result = await stage.http({ method: 'GET', path, query: 'done=sent' });
  expect(result).toMatchObject({ statusCode: 200, body: expect.stringContaining('You are all set') });
  const care = /(\/c\/\w{10})/.exec(result?.body ?? '')?.[1] ?? '';
  expect(await stage.http({ method: 'GET', path: care })).toMatchObject({ statusCode: 200 });
  expect(await stage.http({ method: 'HEAD', path: care })).toMatchObject({ statusCode: 200, body: '' });
  expect(await stage.http({ method: 'GET', path: `${care}/visit.ics` })).toMatchObject({
    statusCode: 200,
    body: expect.stringContaining('BEGIN:VEVENT'),
  });
});

test('The care page stops the texts, and lets them come again', async () => {
  const care = `/c/${(await stage.booking('rose2', 'cal-com')).pages.care}`;
  for (const [asked, said] of [
    ['stop', 'Send me texts again'],
    ['start', 'Stop the texts'],
  ]) {
    const pressed = { method: 'POST', path: care, headers: formType, body: `texts=${asked}` };
    expect(await stage.http(pressed)).toMatchObject({ statusCode: 303 });
    expect((await stage.http({ method: 'GET', path: care }))?.body).toContain(said);
  }
});

describe('receipts', () => {
  test('one that comes after its text marks it delivered, one that nobody knows waits', async () => {
    await stage.moveTo('2026-11-16T15:20:00Z');
    const now = stage.clock.now();
    await stage.deliverLog('delivered', [
      logLine(messageIdOf(rosa), rosa, now),
      logLine('of-another-system', rosa, now),
    ]);

    const { steps } = await stage.booking('rose2', 'cal-com');
    expect(steps.filter(({ state }) => state.status === 'delivered').map(({ act }) => act.what)).toContain(
      'booked',
    );
    const [waiting] = await stage.aws.store.get([keys.message('of-another-system')]);
    expect(waiting).toMatchObject({ type: 'message', holds: 'receipt' });
  });

  test('one that says the number is opted out ends the texts, and staff are told to call', async () => {
    await stage.post('standard', bookingOf('visit-2', 'Lena Okafor', lena));
    await stage.moveTo('2026-11-16T15:30:00Z');
    const failed = logLine(messageIdOf(lena), lena, stage.clock.now(), `${lena} is opted out`);
    await stage.deliverLog('failed', [failed]);

    const { optedOutAt, steps } = await stage.booking('visit-2');
    expect(optedOutAt).toBeTypeOf('number');
    expect(steps.filter(({ act, state }) => act.kind === 'text' && state.status === 'planned')).toEqual([]);
    await stage.moveTo('2026-11-16T15:40:00Z');
    expect(stage.aws.sns.notices().map(({ message }) => message)).toEqual([
      expect.stringContaining(referenceOf({ platform: 'standard', uid: 'visit-2' })),
    ]);
  });
});

test('STOP ends the texts, START brings them back on both sides, HELP is answered', async () => {
  await stage.reply(nadia, 'STOP');
  expect((await stage.booking('visit-1')).optedOutAt).toBeTypeOf('number');

  await stage.moveTo('2026-11-16T15:41:00Z');
  await stage.reply(nadia, 'START');
  await stage.reply(nadia, 'HELP');

  expect((await stage.booking('visit-1')).optedOutAt).toBe(undefined);
  expect(stage.texts(nadia).slice(1)).toEqual([
    expect.stringContaining('Rosewater Skin'),
    expect.stringContaining('+1 212 555 0199'),
  ]);
});

describe('the sweep', () => {
  test('sends what the Scheduler took no timer for: a text with its page, and a notice', async () => {
    stage.aws.scheduler.faults.refuseCreates = 'Internal';
    await stage.post('standard', bookingOf('visit-3', 'Mira Chen', mira, {}));
    await stage.post('standard', bookingOf('visit-4', 'Otto Lind', undefined));
    const told = stage.aws.sns.notices().length;
    await stage.moveTo('2026-11-16T15:50:00Z');
    expect(stage.texts(mira)).toEqual([]);

    letReceiptsOvertake();
    await stage.runRule();
    stage.hooks.beforeAnswer = undefined;

    expect(stage.texts(mira)).toEqual([expect.stringContaining('https://bg.test/s/')]);
    expect(stage.aws.sns.notices().length).toBe(told + 1);
  });

  test('takes up the delivery of a webhook that died', async () => {
    const body = bookingOf('visit-5', 'Ines Roth', '+12125550125');
    letWebhookDie();
    await expect(stage.post('standard', body)).rejects.toThrow('exited');
    await expect(stage.booking('visit-5')).rejects.toThrow('no booking');

    await stage.moveTo('2026-11-16T16:00:00Z');
    await stage.runRule();

    expect((await stage.booking('visit-5')).decision?.outcome).toBe('allowed');
    expect(await stage.post('standard', body)).toMatchObject({ body: { status: 'duplicate' } });
  });

  test('puts back what cannot be read: a booking, a delivery, a job', async () => {
    await stage.post('standard', bookingOf('visit-6', 'Kai Brandt', '+12125550126'));
    letWebhookDie();
    const lost = bookingOf('visit-7', 'Uma Patel', '+12125550127');
    await expect(stage.post('standard', lost)).rejects.toThrow('exited');
    const job = await storeJob('broken');
    const delivery = stage.guards.calls().findLast(({ key }) => key?.startsWith('delivery#'))?.key ?? '';
    const broken = [keys.booking(clinicId, 'standard', 'visit-6'), delivery, job];
    for (const key of broken) await stage.aws.breakItem(key);

    await stage.moveTo('2026-11-16T16:10:00Z');
    await stage.runRule();

    const records = await stage.aws.store.get(broken.map((key) => keys.quarantine(key)));
    expect(records).toEqual(
      broken.map((key) => expect.objectContaining({ type: 'quarantine', key, tries: 1 })),
    );
  });

  test('walks over the clinic’s bookings after a change that no timer was made for', async () => {
    const job = await renameClinic('Rosewater Skin Studio');
    await stage.moveTo('2026-11-16T16:20:00Z');
    await stage.runRule();

    const walked = await jobAt(job);
    expect(walked?.done).toBeGreaterThan(3);
    expect(walked?.dueAt).toBe(undefined);
  });
});

staffAtWork(() => stage);

describe('once the Scheduler takes timers again', () => {
  test('the follow-up walks over the clinic’s bookings, and drops a job whose change never came', async () => {
    stage.aws.scheduler.faults.refuseCreates = 'none';
    const job = await renameClinic('Rosewater Skin');
    const stale = await storeJob('stale');
    const at = stage.clock.now() + 3 * minuteMs;
    await stage.aws.timers.create({ name: timerName(stale, at), at, key: stale });

    await stage.moveTo('2026-11-16T17:30:00Z');

    expect((await jobAt(job))?.dueAt).toBe(undefined);
    const due = await stage.aws.store.dueBefore(dueShardOf(stale), Number.MAX_SAFE_INTEGER, 100);
    expect(due.map(({ key }) => key)).not.toContain(stale);
  });

  test('staff are told of their day: by the sweep where no timer was made, by the follow-up from then on', async () => {
    const digests = () =>
      stage.aws.sns.notices().flatMap(({ kind, at }) => (kind === 'daily-digest' ? [formatInstant(at)] : []));
    await stage.moveTo('2026-11-17T12:05:00Z');
    expect(digests()).toEqual([]);
    await stage.runRule();
    await stage.moveTo('2026-11-18T12:05:00Z');

    expect(digests().map((at) => at.slice(0, 16))).toEqual(['2026-11-17T12:05', '2026-11-18T12:00']);
  });

  test('the care plan goes on, and a client who answers that something changed gets the form again', async () => {
    await stage.moveTo('2026-12-13T16:00:00Z');
    expect(stage.texts(nadia).at(-1)).toContain('2');
    await stage.reply(nadia, '2');

    expect(stage.texts(nadia).at(-1)).toContain('https://bg.test/s/');
    expect((await stage.booking('visit-1')).decision?.outcome).toBe('incomplete');
  });
});

test('While the store of secrets is away, a clinic is known for five minutes, then platforms are told to come again', async () => {
  const again = () => stage.post('standard', bookingOf('visit-1', 'Nadia Brook', nadia));
  expect((await again()).status).toBe(200);
  const known = stage.clock.now();
  stage.aws.faults.secretsAway = true;
  await stage.moveTo(new Date(known + 4 * minuteMs).toISOString());
  expect((await again()).status).toBe(200);
  await stage.moveTo(new Date(known + 6 * minuteMs).toISOString());
  expect(await again()).toMatchObject({
    status: 503,
    body: { type: expect.stringContaining('unavailable') },
  });
  stage.aws.faults.secretsAway = false;
  expect((await again()).status).toBe(200);
});

describe("while the account's money for texts is spent", () => {
  const ada = '+12125550128';
  const noor = '+12125550129';

  /** The carrier side's word on a text of before. */
  async function dropText(): Promise<void> {
    const now = stage.clock.now();
    await stage.deliverLog('failed', [logLine(messageIdOf(rosa), rosa, now, 'No quota left for account')]);
    expect(await pause()).toMatchObject({ isTrial: false, until: now + hourMs });
  }

  async function pause() {
    const [item] = await stage.aws.store.get([keys.spendPause()]);
    return item;
  }

  test('a text that was dropped pauses the others, and the first to try after an hour says so', async () => {
    await stage.moveTo('2026-12-13T17:30:00Z');
    await dropText();
    await stage.post('standard', bookingOf('visit-8', 'Ada Quist', ada));
    await stage.moveTo('2026-12-13T18:29:00Z');
    expect(stage.texts(ada)).toEqual([]);

    await stage.moveTo('2026-12-13T18:40:00Z');
    expect(stage.texts(ada)).toEqual([expect.stringContaining('see you Mon Dec 14')]);
    expect(await pause()).toMatchObject({ isTrial: true });
  });

  test('the sweep lets only one try as well, and the others go out once nothing was heard of it', async () => {
    await dropText();
    await stage.moveTo('2026-12-13T19:35:00Z');
    stage.aws.scheduler.faults.refuseCreates = 'Internal';
    await stage.post('standard', bookingOf('visit-9', 'Noor Haddad', noor));
    await stage.moveTo('2026-12-13T19:45:00Z');
    const before = stage.aws.sns.texts().length;

    // A text to another client has waited longer.
    await stage.runRule();
    expect([stage.aws.sns.texts().length, stage.texts(noor)]).toEqual([before + 1, []]);
    expect(await pause()).toMatchObject({ isTrial: true });

    await stage.moveTo('2026-12-13T20:00:00Z');
    await stage.runRule();
    expect(stage.texts(noor)).toEqual([expect.stringContaining('see you Mon Dec 14')]);
  });
});

describe('over that life', () => {
  test('every call was allowed, known, and made before the function had answered', () => {
    const calls = stage.guards.calls();
    const deployed = functionNames.map((name) => resourceNames('dev').functionOf(name));

    expect([...stage.guards.problems(), ...stage.failures()]).toEqual([]);
    expect(calls.filter(({ allowed }) => !allowed)).toEqual([]);
    expect(calls.filter(({ afterAnswer }) => afterAnswer)).toEqual([]);
    expect(new Set(calls.map(({ caller }) => caller))).toEqual(new Set(deployed));
  });

  test('every grant was needed, but for those that show in no request', () => {
    const unseen = stage
      .unusedGrants()
      .filter(({ action }) => !Object.keys(grantsWithoutRequest).some((start) => action.startsWith(start)));

    expect(unseen).toEqual([]);
  });

  test('each function was started once, and again each time it had died', () => {
    const starts = Object.entries(stage.hosts).map(([name, host]) => [name, host.coldStarts()]);

    expect(Object.fromEntries(starts)).toEqual({
      webhook: 3,
      'client-pages': 1,
      'manager-api': 2,
      'follow-up': 1,
      sweep: 1,
      'inbound-text': 1,
      receipts: 1,
    });
  });

  test('no line of a log names a person, a number, a token or a secret', () => {
    const output = stage.output();

    expect(output).toContain('"event":"text-sent"');
    for (const said of [
      /\+?1?212555\d{4}/,
      /Nadia|Brook|Rosa |Delgado|Lena|Mira|Otto|Ada|Noor|Ida|Moreno|Oona|Petra|Quinn|Walter|Finch/,
      /@example/,
      /whsec_/,
      /eyJ[\w-]+\./,
      /talked to the client/,
    ]) {
      expect(output).not.toMatch(said);
    }
    const tokens = stage.aws.sns.texts().flatMap(({ body }) => body.match(/(?<=\/[sc]\/)\w+/g) ?? []);
    expect(tokens.length).toBeGreaterThan(2);
    for (const token of [...tokens, ...Object.values(testSecrets)]) expect(output).not.toContain(token);
  });
});

describe('a grant that is missing shows as what it would do on AWS', () => {
  const booking = standardBooking({ at: openedAt, start: visitAt });

  /** The same stage, but for one action that a function's policy lacks; its calls that were refused. */
  async function refusedWithout(
    name: FunctionName,
    action: string,
    story: (poorer: Stage) => Promise<unknown>,
  ): Promise<string[]> {
    const templates = withoutAction(built.templates, resourceNames('dev').functionOf(name), action);
    const poorer = await openStage({ ...built, deployment: resolveDeployment(templates) });
    try {
      await story(poorer);
      const refused = poorer.guards.calls().filter(({ allowed }) => !allowed);
      return [...new Set(refused.map(({ caller, action: denied }) => `${caller} ${denied}`))];
    } finally {
      await poorer.stop();
    }
  }

  test('without the put a webhook is answered that it should come again', async () => {
    const refused = await refusedWithout('webhook', 'dynamodb:PutItem', async (poorer) => {
      expect((await poorer.post('standard', booking)).status).toBe(503);
      expect(poorer.output()).toContain('AccessDeniedException');
    });

    expect(refused).toEqual(['booking-gate-dev-webhook dynamodb:PutItem']);
  });

  test('without the put an act is answered that it should come again, and nothing comes of it', async () => {
    const refused = await refusedWithout('manager-api', 'dynamodb:PutItem', async (poorer) => {
      await poorer.post('standard', booking);
      const { version } = await poorer.booking('visit-1');
      const key = 'POST /v1/manager/clinics/{clinicId}/bookings/{booking}/reveal-phone';
      const asked = { uid: 'visit-1', body: anAct({ version }) };
      expect((await poorer.askStaff(key, asked)).status).toBe(503);
      expect((await poorer.booking('visit-1')).version).toBe(version);
    });

    expect(refused).toEqual(['booking-gate-dev-manager-api dynamodb:PutItem']);
  });

  test('without handing the role over there is no timer', async () => {
    const refused = await refusedWithout('webhook', 'iam:PassRole', async (poorer) => {
      expect((await poorer.post('standard', booking)).status).toBe(200);
      expect(poorer.aws.scheduler.waiting()).toEqual([]);
    });

    expect(refused).toEqual(['booking-gate-dev-webhook iam:PassRole']);
  });

  test('without the publish there is no text', async () => {
    const refused = await refusedWithout('follow-up', 'sns:Publish', async (poorer) => {
      await poorer.post('standard', booking);
      await poorer.moveTo('2026-11-16T15:10:00Z');
      expect(poorer.texts(nadia)).toEqual([]);
    });

    expect(refused).toEqual(['booking-gate-dev-follow-up sns:Publish']);
  });
});

/** What a role has beside the calls that a guard can see, and why it has it. */
const grantsWithoutRequest: Readonly<Record<string, string>> = {
  'kms:': 'DynamoDB, SNS, SQS and Secrets Manager use the key for the caller, who never calls KMS',
  'logs:': 'Lambda writes what a function says to its log group',
  'xray:': 'Lambda hands the traces over',
  'sqs:SendMessage': 'Lambda sends an event that failed for good to the function’s queue',
};

/** A job as `changeClinic` would leave it where the change itself never came. */
async function storeJob(id: string): Promise<string> {
  const now = stage.clock.now();
  const job: Job = {
    type: 'job',
    clinicId,
    id,
    version: 1,
    work: 'replan',
    clinicVersion: 1_000,
    done: 0,
    dueAt: now,
    expiresAt: now + minuteMs,
  };
  await stage.aws.store.put(job, 'absent');
  return keyOf(job);
}

/** What the operator's command does. */
async function renameClinic(brand: string): Promise<string> {
  const { store, timers } = stage.aws;
  const deps = { clock: stage.clock, journal: { note: () => undefined }, timers, store };
  const changed = await changeClinic({ ...deps, policies: createPolicies(store) }, clinicId, {
    settings: { brand },
  });
  if (!changed.changed) throw new Error(`the clinic was not changed: ${changed.why}`);
  return keys.job(clinicId, changed.job);
}

async function jobAt(key: string): Promise<ReplanJob | undefined> {
  const [job] = await stage.aws.store.get([key]);
  return job?.type === 'job' && job.work === 'replan' ? job : undefined;
}

/** What the opening page costs as a clinic grows: the manager's own handler over the embedded engine, its calls of the table counted. Prints a table in Markdown. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { dynamodbClient } from '../../functions/adapters/clients.ts';
import { dynamodbStore } from '../../functions/adapters/dynamodb-store.ts';
import { createHandler } from '../../functions/manager-api/handler.ts';
import { createPolicies } from '../../functions/workflow/policies.ts';
import { startEngine } from '../../local/dynamodb/engine.ts';
import { attentionPage, pageRows } from '../../shared/api/manager/attention-view.ts';
import type { Booking } from '../../shared/booking/booking.ts';
import { groupOf } from '../../shared/clinic/staff-group.ts';
import { attentionOf } from '../../shared/follow-up/notices.ts';
import type { Store } from '../../shared/ports.ts';
import { tableDefinition } from '../../shared/store/table.ts';
import { dayMs, minuteMs } from '../../shared/time/instant.ts';
import { managerEvent } from '../../test/manager-api/asking.ts';
import { memoryPorts } from '../../test/memory/memory-ports.ts';
import { standardBooking } from '../../test/world/bodies.ts';
import { aClinic, createWorld, instantOf } from '../../test/world/world.ts';

/** Bookings of one clinic: a month of a small one, some years of a large one, and more than any has. */
const sizes = [100, 10_000, 100_000];
/** Puts under way at once: with more each waits longer than the client has patience. */
const putsAtOnce = 4;
/** Answers a figure is the median of. */
const rounds = 15;
/** How far the visits lie around today, days: half of them are ahead, and all of those need a person. */
const reachDays = 180;

const tableName = 'opening-page';
const startsAt = '2026-11-22T15:00:00Z';

interface Figures {
  bookings: number;
  ahead: number;
  calls: string[];
  rows: number;
  kilobytes: number;
  medianMs: number;
}

/** Blocked, so that each has a finding to say. */
async function blockedBooking(): Promise<Booking> {
  const world = await createWorld(startsAt);
  const start = instantOf(startsAt) + 3 * dayMs;
  const answers = { 'pregnant-nursing': true };
  await world.post('standard', standardBooking({ at: startsAt, start, answers }));
  return world.booking('visit-1');
}

async function fill(store: Store, like: Booking, clinicId: string, bookings: number): Promise<void> {
  const now = instantOf(startsAt);
  const spacing = (2 * reachDays * dayMs) / bookings;
  let next = 0;
  async function putSome(): Promise<void> {
    while (next < bookings) {
      const number = next;
      next += 1;
      const startAt = Math.floor(now - reachDays * dayMs + number * spacing);
      const uid = `visit-${number}`;
      const client = { ...like.client, name: `Client Number${number}` };
      const booking: Booking = { ...like, clinicId, uid, startAt, endAt: startAt + 60 * minuteMs, client };
      await store.put(booking, 'absent', attentionOf(booking, now));
    }
  }
  await Promise.all(Array.from({ length: putsAtOnce }, putSome));
}

/** What the client asked of the table since the last look. */
function countCalls(client: DynamoDBClient): () => { calls: string[]; rows: number } {
  let calls: string[] = [];
  let rows = 0;
  client.middlewareStack.add(
    (next, { commandName = 'unknown' }) =>
      async (args) => {
        const answer = await next(args);
        calls.push(commandName.replace(/Command$/, ''));
        rows += rowsOf(answer.output);
        return answer;
      },
    { step: 'initialize' },
  );
  return () => {
    const since = { calls: calls.toSorted(), rows };
    calls = [];
    rows = 0;
    return since;
  };
}

function rowsOf(output: object): number {
  if ('Items' in output && Array.isArray(output.Items)) return output.Items.length;
  if (!('Responses' in output) || typeof output.Responses !== 'object') return 0;
  return Object.values(output.Responses ?? {}).reduce((sum: number, found) => sum + found.length, 0);
}

async function measure(
  handler: ReturnType<typeof createHandler>,
  clinicId: string,
  look: ReturnType<typeof countCalls>,
): Promise<Pick<Figures, 'calls' | 'rows' | 'kilobytes' | 'medianMs'>> {
  const times: number[] = [];
  let figures: Pick<Figures, 'calls' | 'rows' | 'kilobytes'> = { calls: [], rows: 0, kilobytes: 0 };
  for (let round = 0; round < rounds; round += 1) {
    look();
    const begun = performance.now();
    const route = 'GET /v1/manager/clinics/{clinicId}/attention';
    const answer = await handler(managerEvent(route, { clinicId, token: clinicId }));
    times.push(performance.now() - begun);
    const page = attentionPage.parse(JSON.parse(answer.body ?? ''));
    if (page.rows.length !== Math.min(pageRows, page.counts?.all ?? 0))
      throw new Error('the page is not full');
    figures = { ...look(), kilobytes: (answer.body ?? '').length / 1_024 };
  }
  return { ...figures, medianMs: times.toSorted((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0 };
}

/** `sizes` by default; smaller ones to try the script. */
async function measureSizes(wanted: readonly number[]): Promise<Figures[]> {
  const folder = mkdtempSync(join(tmpdir(), 'booking-gate-opening-page-'));
  const engine = await startEngine(folder);
  const credentials = { accessKeyId: 'madeup', secretAccessKey: 'madeup' };
  const client = dynamodbClient({ region: 'us-east-1', endpoint: engine.endpoint, credentials });
  try {
    await client.send(new CreateTableCommand(tableDefinition(tableName)));
    const store = dynamodbStore(client, tableName);
    const ports = { ...memoryPorts(), store };
    ports.clock.set(instantOf(startsAt));
    const handler = createHandler({
      ...ports,
      policies: createPolicies(store),
      // Whose token it is costs no call of the table: here the token is the clinic's name.
      verify: async (clinicId) => ({
        read: 'signed-in',
        signedIn: { username: 'measure', groups: [groupOf({ clinicId, role: 'manager' })] },
      }),
      limiter: { take: () => ({ allowed: true }) },
    });
    const like = await blockedBooking();
    const look = countCalls(client);
    const figures: Figures[] = [];
    for (const bookings of wanted) {
      const clinicId = `clinic-${bookings}`;
      await store.put(aClinic({ id: clinicId }), 'absent');
      await fill(store, like, clinicId, bookings);
      figures.push({ bookings, ahead: bookings / 2, ...(await measure(handler, clinicId, look)) });
    }
    return figures;
  } finally {
    client.destroy();
    await engine.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function tableOf(all: readonly Figures[]): string {
  const [first] = all;
  const rows = all.map(({ bookings, ahead, calls, rows, kilobytes, medianMs }) => {
    const ratio = medianMs / (first?.medianMs ?? medianMs);
    const cells = [bookings, ahead, calls.join(' '), rows, kilobytes.toFixed(1), `${ratio.toFixed(2)} x`];
    return `| ${cells.join(' | ')} |`;
  });
  return [
    '| bookings of the clinic | of them listed ahead | calls of the table | rows read | answer, KB | time |',
    '|---|---|---|---|---|---|',
    ...rows,
  ].join('\n');
}

const asked = process.argv.slice(2).map(Number);
console.log(tableOf(await measureSizes(asked.length > 0 ? asked : sizes)));

/** The month's bill of a stage with one clinic: what stands there, what the sweep does all day, and what each booking adds. Run as a script (`npx node test/docs/cost/bill.ts`) it prints the table of docs/operations.md. */
import { pathToFileURL } from 'node:url';
import { dueShards } from '../../../shared/store/item.ts';
import { constructStage } from '../constructed.ts';
import { countDeployed, type Deployed } from './deployed.ts';
import { countLife, lineBytes, type Usage } from './life.ts';
import { countOpenPage, type PageUsage } from './open-page.ts';
import { prices } from './prices.ts';

/** Bookings a month: nobody, a quiet clinic, a busy one, a group. */
export const months = [0, 200, 1_000, 5_000] as const;

/** A month as AWS reckons it. */
const hours = 730;
const sweeps = hours * 60;
/** Five metrics come with each run of the sweep. */
const sweepMetrics = 5;
/** One call after the other, at DynamoDB's usual pace, with a round of our own work. Assumed, ms. */
const callMs = 12;
/** Every run but the sweep's is reckoned as a cold start, for a quiet clinic's are. Assumed, ms; Lambda bills it. */
const coldStartMs = 800;
/** What a warm run of the manager's API takes beside its calls. Assumed, ms. */
const warmMs = 20;
const sweepMs = 100;
const memoryGb = 0.5;
/** A request's line in the API's own log. */
const accessLineBytes = 250;
/** DynamoDB asks KMS anew after five minutes. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html */
const keyMinutes = 5;
/** How long bookings are kept, months: the table grows until then. */
const keptMonths = 12;
const gigabyte = 1_000_000_000;

/** Half of the bookings come with their answers, half need the screening form. */
async function typicalBooking(): Promise<Usage[]> {
  return [await countLife('answered'), await countLife('screening form')];
}

/** All that is counted. */
export interface Counted {
  deployed: Deployed;
  lives: readonly Usage[];
  page: PageUsage;
}

export async function countAll(): Promise<Counted> {
  return {
    deployed: countDeployed(constructStage('prod')),
    lives: await typicalBooking(),
    page: await countOpenPage(),
  };
}

/** What one open page of staff costs in a month, by what it is billed as. */
export function pageBillOf({ requests, calls, readUnits }: PageUsage): Record<string, number> {
  const gbSeconds = (memoryGb * (requests * warmMs + calls * callMs)) / 1_000;
  return {
    'X-Ray': requests * prices.trace,
    DynamoDB: readUnits * prices.readUnit,
    API: requests * prices.request,
    Lambda: requests * prices.invocation + gbSeconds * prices.gbSecond,
    logs: (requests * accessLineBytes * prices.logGb) / gigabyte,
  };
}

export function sumOf(bill: Readonly<Record<string, number>>): number {
  return Object.values(bill).reduce((sum, usd) => sum + usd, 0);
}

/** A clinic without bookings has nobody who looks at a page. */
export function billOf({ deployed, lives, page }: Counted, bookings: number): Record<string, number> {
  const each = (value: (usage: Usage) => number) =>
    lives.reduce((sum, usage) => sum + value(usage), 0) * (bookings / lives.length);
  const runs = each(({ invocations }) => invocations);
  const gbSeconds =
    (memoryGb * (sweeps * sweepMs + runs * coldStartMs + each(({ calls }) => calls) * callMs)) / 1_000;
  const requests = each((usage) => usage.requests.webhook + usage.requests.pages);
  return {
    'texts and replies':
      each(({ textParts }) => textParts) * prices.textPart + each(({ replies }) => replies) * prices.reply,
    'the number': prices.number,
    DynamoDB:
      each(({ writeUnits }) => writeUnits) * prices.writeUnit +
      (each(({ readUnits }) => readUnits) + (sweeps * dueShards) / 2) * prices.readUnit +
      (each(({ storedBytes }) => storedBytes) * keptMonths * prices.storedGb) / gigabyte,
    Lambda: (sweeps + runs) * prices.invocation + gbSeconds * prices.gbSecond,
    'X-Ray': (sweeps + runs) * prices.trace,
    'API, timers': requests * prices.request + each(({ timers }) => timers) * prices.timer,
    KMS: deployed.keys * prices.key + (sweeps / keyMinutes + runs) * prices.keyUse,
    'Secrets Manager': prices.secret + runs * prices.secretRead,
    logs: (logBytes(lives, bookings) * prices.logGb) / gigabyte,
    alarms: deployed.alarmMetrics * prices.alarmMetric,
    dashboard: deployed.dashboards * prices.dashboard,
    metrics: ownMetrics(lives, bookings) * prices.metric,
    'an open page of staff': bookings === 0 ? 0 : sumOf(pageBillOf(page)),
  };
}

function logBytes(lives: readonly Usage[], bookings: number): number {
  const swept = {
    event: 'swept',
    looked: 0,
    worked: 0,
    failed: 0,
    deliveriesUnfinished: 0,
    oldestOverdueSeconds: 0,
  } as const;
  const perBooking = lives.map(
    ({ logBytes, deliveryLogBytes, requests }) =>
      logBytes + deliveryLogBytes + (requests.webhook + requests.pages) * accessLineBytes,
  );
  return (
    sweeps * lineBytes(swept) + (perBooking.reduce((sum, bytes) => sum + bytes, 0) / lives.length) * bookings
  );
}

/** Metrics by the part of the month's hours in which they come. */
function ownMetrics(lives: readonly Usage[], bookings: number): number {
  const names = new Set(lives.flatMap(({ metrics }) => Object.keys(metrics)));
  const parts = [...names].map((name) => {
    const times = lives.flatMap(({ metrics }) => Object.entries(metrics)).filter(([one]) => one === name);
    return partOfHours((times.reduce((sum, [, count]) => sum + count, 0) / lives.length) * bookings);
  });
  return parts.reduce((sum, part) => sum + part, sweepMetrics);
}

function partOfHours(times: number): number {
  return Math.min(1, times / hours);
}

/** The two tables of the guide: what a booking takes, and the bills. */
export function costReport(counted: Counted): string {
  return [usageTable(counted.lives), billTable(counted)].join('\n\n');
}

const usageRows: readonly [string, (usage: Usage) => number][] = [
  ['texts', ({ texts }) => texts],
  ['parts of texts, at the address of CloudFront', ({ textParts }) => textParts],
  ['parts of texts, at a short name of your own', ({ textPartsShort }) => textPartsShort],
  ['runs of functions', ({ invocations }) => invocations],
  ['calls to the table', ({ calls }) => calls],
  ['write units, indexes included', ({ writeUnits }) => writeUnits],
  ['read units', ({ readUnits }) => readUnits],
  ['timers', ({ timers }) => timers],
  ['requests to the API', ({ requests }) => requests.webhook + requests.pages],
  ['KB of log lines', (usage) => Math.round((usage.logBytes + usage.deliveryLogBytes) / 1_000)],
  ['KB kept', ({ storedBytes }) => Math.round(storedBytes / 1_000)],
];

function usageTable(lives: readonly Usage[]): string {
  const head = ['| a booking takes | with its answers | with the screening form |', '|---|---|---|'];
  const rows = usageRows.map(([name, value]) => `| ${name} | ${lives.map(value).join(' | ')} |`);
  return [...head, ...rows].join('\n');
}

function billTable(counted: Counted): string {
  const bills = months.map((bookings) => billOf(counted, bookings));
  const [first = {}] = bills;
  const lines = Object.keys(first).map((name) =>
    row(
      name,
      bills.map((bill) => bill[name] ?? 0),
    ),
  );
  const totals = bills.map(sumOf);
  const head = `| USD a month, at bookings a month | ${months.map((bookings) => bookings.toLocaleString('en')).join(' | ')} |`;
  return [head, `|---|${months.map(() => '---:|').join('')}`, ...lines, row('**together**', totals)].join(
    '\n',
  );
}

function row(name: string, usd: readonly number[]): string {
  return `| ${name} | ${usd.map((amount) => amount.toFixed(2)).join(' | ')} |`;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const counted = await countAll();
  console.log(costReport(counted));
  console.log(pageBillOf(counted.page));
}

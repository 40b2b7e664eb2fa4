/** The demo's course: bookings in, the clock through the care plan, clients' replies on the way. */
import { parseArgs } from 'node:util';
import { sayMisread } from '../../shared/text/say-misread.ts';
import { dayMs, formatInstant, hourMs, type Instant, minuteMs } from '../../shared/time/instant.ts';
import { addDays, instantOf, localTimeOf, weekdayOf } from '../../shared/time/zone.ts';
import { StackUnreachableError } from '../send/stack.ts';
import { fineAnswers } from './bodies.ts';
import { castRun } from './cast.ts';
import { policyAfter } from './newer-policy.ts';
import { type Decided, printDecisions, printTexts, sayAt } from './print.ts';
import { bookingScenes, clinicZone, dayAhead, laterScenes, type Scene, visitDaysAhead } from './scenes.ts';
import { type ArrivedText, connectStack, StackAnswerError, type StackClient } from './stack-client.ts';
import { type Staff, signInStaff } from './staff.ts';
import { proposalScene, waitingScenes, walkInOf } from './waiting-scenes.ts';

export const usage = `Shows what a running local stack does: posts bookings of every kind, moves its clock through their care plan, and prints what was decided and texted.

  npm run demo [-- --url http://localhost:3000]

It may be run again and again: each run has people of its own. It moves the stack's clock some ${visitDaysAhead + 18} days ahead.`;

/** Returns the exit code. */
export async function runDemo(args: readonly string[], print: (line: string) => void): Promise<number> {
  const asked = readArgs(args);
  if (typeof asked === 'string') {
    print(asked);
    return asked === usage ? 0 : 1;
  }
  try {
    await show(await connectStack(asked), asked, print);
    return 0;
  } catch (error) {
    if (error instanceof StackUnreachableError) {
      print(
        `No stack answers at ${asked.origin}. Start one in another terminal with "npm start", then run this again.`,
      );
      return 1;
    }
    if (!(error instanceof StackAnswerError)) throw error;
    print(error.message);
    return 1;
  }
}

function readArgs(args: readonly string[]): URL | string {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { url: { type: 'string', default: 'http://localhost:3000' }, help: { type: 'boolean' } },
    });
    if (values.help === true) return usage;
    const url = URL.parse(values.url);
    return url?.protocol.startsWith('http')
      ? url
      : wrong(`--url: expected a URL such as http://localhost:3000, not "${values.url}".`);
  } catch (error) {
    return wrong(sayMisread(error));
  }
}

function wrong(reason: string): string {
  return `${reason}\nSee: npm run demo -- --help`;
}

async function show(stack: StackClient, url: URL, print: (line: string) => void): Promise<void> {
  await stack.moveTo(textingTime(await stack.now()));
  const cast = await castRun(stack);
  const visitAt = dayAhead(cast, visitDaysAhead);
  print(`The clock of the stack at ${url.origin} reads ${await sayNow(stack)} at the clinic.\n`);
  print('1. Bookings come in');
  const booked = await postAll(stack, bookingScenes(cast));
  printDecisions(booked, print);

  await stack.moveTo(cast.now + 10 * minuteMs);
  print(`\n2. ${await sayNow(stack)}: the first texts are out, and things change`);
  printDecisions(await postAll(stack, laterScenes({ ...cast, now: await stack.now() })), print);
  await stack.reply(cast.phone(3), 'STOP');
  print('Edith Marsh replies STOP');
  const form = await openFormOf(stack, cast.phone(12));
  if (form !== undefined) await stack.submitForm(form, formAnswers());
  print(`Rosa Delgado fills in the screening form: ${await sayOutcome(stack, `cal-com:${cast.run}-12`)}`);

  await stack.moveTo(visitAt - 26 * hourMs);
  print(`\n3. ${await sayNow(stack)}: the day-before texts are out`);
  await stack.reply(cast.phone(0), '1');
  print(`Nadia Brook replies 1, all fine: ${await sayOutcome(stack, `standard:${cast.run}-0`)}`);
  await stack.reply(cast.phone(1), '2');
  print(
    `Lucía Ferrer Ibáñez replies 2, something changed: ${await sayOutcome(stack, `cal-com:${cast.run}-1`)}`,
  );

  await stack.moveTo(visitAt + 16 * dayMs);
  print(`\n4. ${await sayNow(stack)}: every text of the care plan`);
  const names = new Map(booked.map(({ scene }) => [scene.visit?.phone, scene.visit?.name ?? '']));
  const texts = (await stack.texts()).filter(({ to }) => names.has(to));
  printTexts(texts, (phone) => names.get(phone) ?? phone, print);
  print(`\n5. What staff were told at once`);
  const notices = (await stack.notices()).filter(({ uid }) => uid.startsWith(cast.run));
  for (const { at, subject } of notices) print(`${sayAt(at).padEnd(22)} ${subject}`);
  print(`\n${texts.length} texts to ${new Set(texts.map(({ to }) => to)).size} people.`);
  await leaveWork(stack, url, print);
}

/** What the manager's site then shows: visits ahead, and staff who have begun. */
async function leaveWork(stack: StackClient, url: URL, print: (line: string) => void): Promise<void> {
  await stack.moveTo(textingTime((await stack.now()) + hourMs));
  const cast = await castRun(stack);
  print(`\n6. ${await sayNow(stack)}: what waits for staff`);
  printDecisions(await postAll(stack, [proposalScene(cast)]), print);
  const policy = policyAfter(await stack.policyVersion('microneedling'));
  await stack.publish(policy);
  print(`The clinic publishes version ${policy.version} of its policy: what it changes waits for a person\n`);
  // The clinic's bookings are looked through in slices.
  await stack.moveTo(cast.now + 10 * minuteMs);
  const waiting = await postAll(stack, waitingScenes(cast));
  printDecisions(waiting, print);
  await stack.moveTo(cast.now + 20 * minuteMs);
  await stack.reply(cast.phone(35), 'STOP');
  await stack.reply(cast.phone(36), '2');
  const mara = await signInStaff(url, 'mara');
  await mara.act('bookings', walkInOf(cast));
  print('mara writes down a walk-in: Wanda Fields');
  await approveFirst(mara, waiting);
  print('mara approves what was found of Amara Osei, and writes down why');
  print(
    `\nNow sign in at ${url.origin}/ as mara, password "demo"; clients' phones are at ${url.origin}/local/phones`,
  );
}

async function approveFirst(staff: Staff, waiting: readonly Decided[]): Promise<void> {
  const booking = waiting.find(({ scene }) => scene.visit?.name === 'Amara Osei')?.booking;
  if (booking === undefined) return;
  const findings = booking.decision?.findings.filter(({ outcome }) => outcome === 'blocked') ?? [];
  await staff.actOn(booking.id, 'approve-findings', {
    findings: findings.map(({ id }) => id),
    why: 'Other part of the face, agreed with the technician',
  });
}

/** Texts go out by day: a demo that starts at night, or on a Sunday, starts at ten in the morning of the next working day. */
function textingTime(now: Instant): Instant {
  const { date, minuteOfDay, weekday } = localTimeOf(now, clinicZone);
  if (weekday !== 7 && minuteOfDay >= 9 * 60 && minuteOfDay < 13 * 60) return now;
  const days = minuteOfDay < 9 * 60 ? 0 : 1;
  const sunday = weekdayOf(addDays(date, days)) === 7 ? 1 : 0;
  return instantOf(addDays(date, days + sunday), 10 * 60, clinicZone);
}

async function sayNow(stack: StackClient): Promise<string> {
  return sayAt(formatInstant(await stack.now()));
}

async function sayOutcome(stack: StackClient, id: string): Promise<string> {
  return (await stack.booking(id)).decision?.outcome ?? 'not decided';
}

async function postAll(stack: StackClient, scenes: readonly Scene[]): Promise<Decided[]> {
  const decided: Decided[] = [];
  for (const scene of scenes) {
    const answer = await stack.post(scene.platform, scene.body);
    const booking = answer.bookingId === undefined ? undefined : await stack.booking(answer.bookingId);
    decided.push({ scene, answer, booking });
  }
  return decided;
}

/** The link in the text that asks for the answers. */
async function openFormOf(stack: StackClient, phone: string): Promise<string | undefined> {
  const texts: ArrivedText[] = (await stack.texts()).filter(({ to }) => to === phone);
  const asking = texts.findLast(({ milestone }) => milestone === 'screening-needed');
  return /https?:\S+\/s\/\w+/.exec(asking?.body ?? '')?.[0];
}

function formAnswers(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fineAnswers).map(([id, value]) => [id, typeof value === 'string' ? value : 'no']),
  );
}

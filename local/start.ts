/** `npm start`: runs the stack until it is told to stop, and says plainly why where it cannot start. */
import { join } from 'node:path';
import { formatInstant } from '../shared/time/instant.ts';
import { demoClinicId } from './demo-clinic.ts';
import { BrokenFileError } from './disk.ts';
import { EngineDataError } from './dynamodb/rebuild.ts';
import { PortInUseError } from './http-server.ts';
import { shortJournal } from './short-journal.ts';
import { type DemoPerson, demoPassword, demoPeople } from './sign-in/people.ts';
import { buildSite, siteFolder } from './site/build-site.ts';
import { type Stack, startStack } from './stack.ts';
import { StartError } from './start-error.ts';
import { readStartOptions, type StartOptions, usage } from './start-options.ts';

const defaultFolder = join(import.meta.dirname, '../.local');

async function start(): Promise<void> {
  const asked = readStartOptions(process.argv.slice(2), process.env, defaultFolder);
  if (asked.ask === 'help') return console.log(usage);
  const { options } = asked;
  const built = await buildSite(console.log);
  const stack = await startStack({
    port: options.port,
    folder: options.folder,
    ...(built.site === 'broken' ? {} : { siteFolder }),
    ...(options.quiet ? {} : { journal: (clock) => shortJournal(clock, console.log) }),
  });
  stopOnSignal(stack);
  if (built.site === 'broken') console.error(`The manager's site could not be built: ${built.why}`);
  greet(stack, options);
}

function greet(stack: Stack, { folder }: StartOptions): void {
  console.log(
    folder === undefined ? 'Nothing is kept: all data is in memory.' : `The data is kept in ${folder}`,
  );
  console.log(`The clock reads ${formatInstant(stack.now())}`);
  for (const [clinic, platforms] of Object.entries(stack.secrets)) {
    console.log(`Made-up demo secrets of the clinic "${clinic}", good for this stack only:`);
    for (const [platform, secrets] of Object.entries(platforms)) {
      console.log(`  ${platform.padEnd(10)} ${secrets.join(' ')}`);
    }
  }
  console.log(`The manager's site: ${stack.url}/`);
  console.log(`  sign in as ${demoPeople.map(personLine).join(', ')}; made-up password: ${demoPassword}`);
  console.log(`Clients' phones:    ${stack.url}/local/phones`);
  console.log(`The staff's inbox:  ${stack.url}/local/inbox`);
  console.log(`All of this stack:  ${stack.url}/local`);
  console.log(`ready on ${stack.url}`);
}

function personLine({ username, role, clinicId }: DemoPerson): string {
  return `${username} (${role}${clinicId === demoClinicId ? '' : ` of ${clinicId}`})`;
}

/** The first signal waits for what is under way, a second one does not: the data survives either. */
function stopOnSignal(stack: Stack): void {
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(1);
      stopping = true;
      stack.stop().then(
        () => process.exit(0),
        (error: unknown) => {
          console.error(error);
          process.exit(1);
        },
      );
    });
  }
}

/** Mistakes a person can mend are said in one line; anything else is a bug and keeps its trace. */
function isMendable(error: unknown): error is Error {
  return [StartError, BrokenFileError, EngineDataError, PortInUseError].some((kind) => error instanceof kind);
}

try {
  await start();
} catch (error) {
  console.error(isMendable(error) ? `booking-gate cannot start: ${error.message}` : error);
  process.exitCode = 1;
}

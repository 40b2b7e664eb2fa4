/** The whole system in one process: the embedded AWS, the production handlers over it, a clock that can be moved, and the local HTTP API. */
import { dynamodbClient, secretsManagerClient } from '../functions/adapters/clients.ts';
import type { Clock as ClockPort, Journal } from '../shared/ports.ts';
import type { Instant } from '../shared/time/instant.ts';
import { localRoutes } from './api/routes.ts';
import { type LocalAws, startAws } from './aws.ts';
import { type ClockSource, createClock, startTicker } from './clock.ts';
import { placesIn } from './data-folder.ts';
import {
  type DemoSecrets,
  demoClinicId,
  demoSmsNumber,
  otherClinicId,
  seedClinics,
  seedSecrets,
} from './demo-clinic.ts';
import { seedDigests, seedTopics } from './demo-staff.ts';
import { composeFunctions, type LocalFunctions } from './functions.ts';
import { createHttpServer } from './http-server.ts';
import type { LambdaEndpoint } from './lambda/endpoint.ts';
import type { SchedulerEndpoint } from './scheduler/endpoint.ts';
import { createSignIn } from './sign-in/sign-in.ts';
import type { SnsEndpoint } from './sns/endpoint.ts';
import { createSweepRule } from './sweep-rule.ts';
import { createTable } from './table.ts';

export interface StackOptions {
  /** On 127.0.0.1; 0: any that is free. */
  port: number;
  /** Where the data is kept; undefined: in memory. */
  folder: string | undefined;
  /** Where the manager's site lies, built. Default: it is not served. */
  siteFolder?: string;
  /** Given the stack's clock, for the lines' times. Default: nothing is written. */
  journal?: (clock: ClockPort) => Journal;
  /** Hears of bugs in handlers. */
  onError?: (error: unknown) => void;
  /** The machine's own clock; a parameter for tests. */
  realNow?: () => Instant;
}

export interface Stack {
  url: string;
  secrets: DemoSecrets;
  now: () => Instant;
  /** How the embedded services misbehave; changed in place by tests. */
  faults: {
    scheduler: SchedulerEndpoint['faults'];
    sns: SnsEndpoint['faults'];
    lambda: LambdaEndpoint['faults'];
    table: LocalAws['table'];
  };
  /** Waits for what is under way. */
  stop: () => Promise<void>;
}

/** How often real time is looked at for timers that fell due, ms: they are whole seconds. */
export const tickMs = 500;

export async function startStack(options: StackOptions): Promise<Stack> {
  const { onError = console.error } = options;
  const places = placesIn(options.folder);
  const clock = createClock({
    file: places.clock,
    ...(options.realNow === undefined ? {} : { realNow: options.realNow }),
  });
  // What is there only when the rest is up, and is asked for later still.
  const late: { functions?: LocalFunctions; url?: string } = {};
  const aws = await startAws({
    places,
    clock,
    smsNumber: demoSmsNumber,
    async invoke(name, payload) {
      // What comes before they are there is tried again, as on AWS.
      if (late.functions === undefined) throw new Error('the functions are not up yet');
      return late.functions.invoke(name, payload);
    },
  });
  try {
    const journal = options.journal?.(clock) ?? { note: () => undefined };
    const url = () => late.url ?? '';
    const signIn = createSignIn(places.signIn, url);
    const functions = composeFunctions(aws.endpoints, clock, journal, aws.sns, url, signIn.verify);
    const database = dynamodbClient(aws.endpoints.dynamodb);
    await createTable(database, places.table ?? 'memory').finally(() => database.destroy());
    const vault = secretsManagerClient(aws.endpoints.secretsManager);
    const secrets = await seedSecrets(vault, places.secrets).finally(() => vault.destroy());
    await seedTopics(aws.endpoints.sns, [demoClinicId, otherClinicId]);
    await functions.dues.learn();

    const rule = createSweepRule(functions.dues, functions.sweep, clock.now());
    const sources: ClockSource[] = [aws.scheduler, aws.lambda, aws.sns.deliveryLog, rule.whenOverdue];
    const seeded = Promise.withResolvers<void>();
    const server = await createHttpServer({
      routes: localRoutes({
        functions,
        aws,
        clock,
        sources,
        seeded: seeded.promise,
        signIn,
        site: { folder: options.siteFolder, url },
      }),
      now: clock.now,
      onError,
    }).start({ port: options.port });
    late.url = server.url;
    await seedClinics(functions.deps.store, server.url);
    await seedDigests(functions.deps, [demoClinicId, otherClinicId]);
    seeded.resolve();

    late.functions = functions;
    const ticker = startTicker(clock, [...sources, rule.everyMinute], { everyMs: tickMs, onError });
    async function stop(): Promise<void> {
      await server.stop();
      await ticker.stop();
      await aws.stop();
    }
    const { scheduler, sns, lambda, table } = aws;
    const faults = { scheduler: scheduler.faults, sns: sns.faults, lambda: lambda.faults, table };
    return { url: server.url, secrets, now: clock.now, faults, stop };
  } catch (error) {
    await aws.stop();
    throw error;
  }
}

/** The embedded AWS: the database engine and the endpoints of the services beside it, each on a loopback port of its own, with their data side by side. */
import type { ClientSettings } from '../functions/adapters/clients.ts';
import type { FunctionName } from '../shared/deployment/resource-names.ts';
import { countSegments } from '../shared/text/segments.ts';
import {
  demoCredentials,
  inboundTextArn,
  inboundTopicArn,
  names,
  queueNameIn,
  queueNames,
  receiptsArn,
  region,
} from './aws-names.ts';
import { type Listening, listen } from './aws-request.ts';
import type { Clock } from './clock.ts';
import type { Endpoints } from './compose.ts';
import type { DataPlaces } from './data-folder.ts';
import { type Engine, startEngine } from './dynamodb/engine.ts';
import { createLambdaEndpoint, type LambdaEndpoint } from './lambda/endpoint.ts';
import { createSchedulerEndpoint, type SchedulerEndpoint } from './scheduler/endpoint.ts';
import { createSecretsEndpoint } from './secrets-manager/endpoint.ts';
import { createSnsEndpoint, type SnsEndpoint } from './sns/endpoint.ts';
import { createSqsEndpoint, type SqsEndpoint } from './sqs/endpoint.ts';

export interface LocalAws {
  /** Of what the functions use, and of what only the operator's commands do. */
  endpoints: Endpoints & { sqs: ClientSettings; lambda: ClientSettings };
  table: Pick<Engine, 'refuse' | 'resume'>;
  scheduler: SchedulerEndpoint;
  sns: SnsEndpoint;
  sqs: SqsEndpoint;
  lambda: LambdaEndpoint;
  stop(): Promise<void>;
}

export interface LocalAwsOptions {
  places: DataPlaces;
  clock: Clock;
  /** The number clients answer to. */
  smsNumber: string;
  /** Runs a function; throws what it throws. */
  invoke: (name: FunctionName, payload: unknown) => Promise<unknown>;
}

/** The engine first: its lock tells a second stack on the same data. What was started is stopped again when a later part cannot start. */
export async function startAws({ places, clock, smsNumber, invoke }: LocalAwsOptions): Promise<LocalAws> {
  const { now } = clock;
  const engine = await startEngine(places.table);
  const closing: (() => Promise<void>)[] = [engine.stop];
  async function stop(): Promise<void> {
    for (const close of closing.toReversed()) await close();
  }
  async function mount(endpoint: { handle: Parameters<typeof listen>[0]; close(): Promise<void> }) {
    closing.push(endpoint.close);
    const listening: Listening = await listen(endpoint.handle);
    closing.push(listening.stop);
    return settingsOf(listening.endpoint);
  }
  try {
    const sqs = createSqsEndpoint({ file: places.queues, now, queueNames });
    const lambda = createLambdaEndpoint({
      file: places.invocations,
      now,
      invoke,
      keepFailure: (name, record) =>
        sqs.send(names.failuresOf(name), { body: JSON.stringify(record), attributes: {} }),
    });
    const scheduler = createSchedulerEndpoint({
      folder: places.scheduler,
      now,
      invoke: (targetArn, input) => lambda.handOver(targetArn, JSON.parse(input)),
      sendToQueue: (queueArn, message) => sqs.send(queueNameIn(queueArn) ?? queueArn, message),
    });
    await scheduler.addGroup(names.timerGroup);
    const sns = createSnsEndpoint({
      folder: places.phones,
      now,
      countSegments: (body) => countSegments(body).segments,
      inbound: {
        destination: smsNumber,
        topicArn: inboundTopicArn,
        deliver: (event) => lambda.handOver(inboundTextArn, event),
        keepFailure: (message) => sqs.send(names.inboundFailures, message),
      },
      deliveryLog: { deliver: (event) => lambda.handOver(receiptsArn, event) },
    });
    const secrets = createSecretsEndpoint({ file: places.secretValues, now });
    const endpoints = {
      dynamodb: settingsOf(engine.endpoint),
      scheduler: await mount(scheduler),
      sns: await mount(sns),
      secretsManager: await mount(secrets),
      sqs: await mount(sqs),
      lambda: await mount(lambda),
    };
    return { endpoints, table: engine, scheduler, sns, sqs, lambda, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function settingsOf(endpoint: string): ClientSettings {
  return { region, endpoint, credentials: demoCredentials };
}

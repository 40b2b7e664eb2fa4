/** The embedded AWS: the database engine and the three endpoints, each on a loopback port of its own, with their data side by side. */
import type { SNSEvent } from 'aws-lambda';
import type { ClientSettings } from '../functions/adapters/clients.ts';
import { countSegments } from '../shared/text/segments.ts';
import { demoCredentials, inboundTopicArn, noticesTopicArn, region } from './aws-names.ts';
import { type Listening, listen } from './aws-request.ts';
import type { Clock } from './clock.ts';
import type { Endpoints } from './compose.ts';
import type { DataPlaces } from './data-folder.ts';
import { startEngine } from './dynamodb/engine.ts';
import { createSchedulerEndpoint, type SchedulerEndpoint } from './scheduler/endpoint.ts';
import { createSecretsEndpoint } from './secrets-manager/endpoint.ts';
import { createSnsEndpoint, type SnsEndpoint } from './sns/endpoint.ts';

export interface LocalAws {
  endpoints: Endpoints;
  scheduler: SchedulerEndpoint;
  sns: SnsEndpoint;
  stop(): Promise<void>;
}

export interface LocalAwsOptions {
  places: DataPlaces;
  clock: Clock;
  /** The number clients answer to. */
  smsNumber: string;
  /** What the Scheduler and the two-way topic invoke. */
  functions: {
    followUp: (input: unknown) => Promise<void>;
    inboundText: (event: SNSEvent) => Promise<void>;
  };
}

/** The engine first: its lock tells a second stack on the same data. What was started is stopped again when a later part cannot start. */
export async function startAws({ places, clock, smsNumber, functions }: LocalAwsOptions): Promise<LocalAws> {
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
    const scheduler = createSchedulerEndpoint({
      folder: places.scheduler,
      now,
      invoke: (_target, input) => functions.followUp(JSON.parse(input)),
    });
    const sns = createSnsEndpoint({
      folder: places.phones,
      now,
      countSegments: (body) => countSegments(body).segments,
      inbound: { destination: smsNumber, topicArn: inboundTopicArn, deliver: functions.inboundText },
      topicArns: [noticesTopicArn],
    });
    const secrets = createSecretsEndpoint({ file: places.secretValues, now });
    const endpoints = {
      dynamodb: settingsOf(engine.endpoint),
      scheduler: await mount(scheduler),
      sns: await mount(sns),
      secretsManager: await mount(secrets),
    };
    return { endpoints, scheduler, sns, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function settingsOf(endpoint: string): ClientSettings {
  return { region, endpoint, credentials: demoCredentials };
}

/** The connection to a stage: a deployed one by the caller's own AWS credentials, or the stack on this machine by what it tells of its embedded services. */
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import * as z from 'zod';
import type { ClientSettings } from '../functions/adapters/clients.ts';
import { systemClock } from '../functions/adapters/system-ports.ts';
import {
  localStage,
  type ResourceNames,
  resourceNames,
  stagePattern,
} from '../shared/deployment/resource-names.ts';
import type { Clock } from '../shared/ports.ts';
import { parseInstant } from '../shared/time/instant.ts';

/** The services that a local stack may have; on AWS every other one is asked with `region` alone. */
export type ServiceName = 'dynamodb' | 'scheduler' | 'sns' | 'secretsManager' | 'sqs' | 'lambda' | 'cognito';

export interface Stage {
  stage: string;
  names: ResourceNames;
  /** `aws`, or another partition such as `aws-us-gov`. */
  partition: string;
  account: string;
  region: string;
  /** A local stack's clock may run ahead of the machine's. */
  clock: Clock;
  /** Where the local stack serves its pages and webhooks; absent on AWS. */
  url?: URL;
  /** For the SDK's client of a service. Throws a StageError for one that the local stack does not have. */
  settingsOf: (service: ServiceName) => ClientSettings;
}

export interface StageAsked {
  stage: string;
  /** Only for the stage `local`. */
  url?: string;
  /** Only on AWS; else AWS_REGION or AWS_DEFAULT_REGION says it. */
  region?: string;
}

type Variables = Readonly<Record<string, string | undefined>>;

/** Why a stage cannot be worked on, in words that tell a person what to do. */
export class StageError extends Error {
  override readonly name = 'StageError';
}

/** Where `npm start` serves, unless told otherwise. */
export const localUrlDefault = 'http://localhost:3000';

/** A local stack answers at once, STS within a second; longer means that nobody is there. */
const answerMsMax = 10_000;

export async function openStage(asked: StageAsked, variables: Variables = process.env): Promise<Stage> {
  const { stage } = asked;
  if (!stagePattern.test(stage)) {
    throw new StageError(
      `--stage: "${stage}" is no stage: expected 2 to 12 lower-case letters and digits, such as dev.`,
    );
  }
  return stage === localStage ? openLocal(asked.url ?? localUrlDefault) : openDeployed(asked, variables);
}

async function openDeployed({ stage, url, region: given }: StageAsked, variables: Variables): Promise<Stage> {
  if (url !== undefined) throw new StageError('A --url is for the stage local only.');
  const region = given ?? (variables.AWS_REGION || variables.AWS_DEFAULT_REGION);
  if (region === undefined || region === '') {
    throw new StageError(`Say in which AWS region the stage ${stage} is: with --region, or AWS_REGION.`);
  }
  const { account, partition } = await whoAsks(region);
  const clock = systemClock;
  return {
    stage,
    names: resourceNames(stage),
    partition,
    account,
    region,
    clock,
    settingsOf: () => ({ region }),
  };
}

/** Needs no permission, and tells missing credentials before anything is done. */
async function whoAsks(region: string): Promise<{ account: string; partition: string }> {
  const client = new STSClient({ region });
  try {
    const { Arn = '' } = await client.send(new GetCallerIdentityCommand({}), {
      abortSignal: AbortSignal.timeout(answerMsMax),
    });
    const [, partition = '', , , account = ''] = Arn.split(':');
    return { account, partition };
  } catch (error) {
    throw new StageError(sayUnknown(region, error), { cause: error });
  } finally {
    client.destroy();
  }
}

/** Who has no credentials or is refused has to sign in; where nobody answered, that would mend nothing. */
function sayUnknown(region: string, error: unknown): string {
  const { name, message } = error instanceof Error ? error : new Error('no reason');
  const refused = z.object({ $metadata: z.object({ httpStatusCode: z.number() }) }).safeParse(error).success;
  return refused || name === 'CredentialsProviderError'
    ? `AWS does not know who you are in ${region} (${name}). Sign in first, with "aws sso login" or "aws login", and name the profile in AWS_PROFILE.`
    : `AWS does not answer in ${region} (${message}). Is that a region, and does this machine reach it?`;
}

const clientSettings = z.object({
  region: z.string(),
  endpoint: z.string(),
  credentials: z.object({ accessKeyId: z.string(), secretAccessKey: z.string() }),
});
const localAws = z.object({
  account: z.string(),
  region: z.string(),
  now: z.string(),
  endpoints: z.record(z.string(), clientSettings),
});

async function openLocal(given: string): Promise<Stage> {
  const url = URL.parse(given);
  if (url === null || url.protocol !== 'http:' || !isLoopback(url)) {
    throw new StageError(
      `--url: "${given}" is no stack of this machine: expected a URL such as ${localUrlDefault}.`,
    );
  }
  const { account, region, now, endpoints } = await askStack(url);
  const aheadMs = (parseInstant(now) ?? Date.now()) - Date.now();
  return {
    stage: localStage,
    names: resourceNames(localStage),
    partition: 'aws',
    account,
    region,
    clock: { now: () => Date.now() + aheadMs },
    url,
    settingsOf(service) {
      const settings = endpoints[service];
      if (settings === undefined) throw new StageError(`The stack at ${url.origin} has no ${service}.`);
      return settings;
    },
  };
}

async function askStack(url: URL): Promise<z.infer<typeof localAws>> {
  const answer = await fetch(new URL('/local/aws', url), {
    redirect: 'manual',
    signal: AbortSignal.timeout(answerMsMax),
  }).catch((error: unknown) => {
    throw new StageError(
      `Nothing answers at ${url.origin}. Start the stack with "npm start", or name another --url.`,
      { cause: error },
    );
  });
  const read = localAws.safeParse(await answer.json().catch(() => undefined));
  if (answer.ok && read.success) return read.data;
  throw new StageError(`What answers at ${url.origin} is no stack of this version.`);
}

function isLoopback({ hostname }: URL): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}

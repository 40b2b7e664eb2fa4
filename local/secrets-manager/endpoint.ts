/** Speaks the part of the Secrets Manager API that the application uses, as the SDK's client sends it. */
import { createHash, randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { Instant } from '../../shared/time/instant.ts';
import { type AwsAnswer, type AwsHandler, json, jsonError } from '../aws-request.ts';
import { type Collection, createCollection } from '../journal.ts';
import { describeInput, describeSecret, listInput, listSecrets } from './describe.ts';
import { findSecret, type Secret, secret, type Version } from './secret.ts';

export interface SecretsEndpoint {
  handle: AwsHandler;
  close(): Promise<void>;
}

export interface SecretsOptions {
  /** Undefined: in memory. */
  file: string | undefined;
  now: () => Instant;
}

/** AWS's limit for one secret value. */
const valueBytesMax = 65_536;
/** AWS keeps about 100 versions; those without a stage go first. */
const versionsMax = 100;
const contentType = 'application/x-amz-json-1.1';
const currentStage = 'AWSCURRENT';
const previousStage = 'AWSPREVIOUS';

const value = {
  ClientRequestToken: z
    .string()
    .min(32)
    .max(64)
    .default(() => randomUUID()),
  SecretString: z
    .string()
    .refine((text) => Buffer.byteLength(text) <= valueBytesMax, `at most ${valueBytesMax} bytes`)
    .optional(),
  SecretBinary: z.base64().optional(),
};
const createInput = z.object({ Name: z.string().regex(/^[\w/+=.@-]{1,512}$/), ...value });
const putInput = z.object({
  SecretId: z.string().min(1).max(2048),
  VersionStages: z.array(z.string().min(1).max(256)).min(1).max(20).default([currentStage]),
  ...value,
});
const getInput = z.object({
  SecretId: z.string().min(1).max(2048),
  VersionId: z.string().optional(),
  VersionStage: z.string().optional(),
});

export function createSecretsEndpoint({ file, now }: SecretsOptions): SecretsEndpoint {
  const secrets = createCollection(file, secret);

  async function handle(target: string, body: string): Promise<AwsAnswer> {
    switch (target) {
      case 'secretsmanager.GetSecretValue':
        return withInput(getInput, body, (input) => getSecretValue(secrets, input));
      case 'secretsmanager.PutSecretValue':
        return withInput(putInput, body, (input) => putSecretValue(secrets, input, now()));
      case 'secretsmanager.CreateSecret':
        return withInput(createInput, body, (input) => createSecret(secrets, input, now()));
      case 'secretsmanager.DescribeSecret':
        return withInput(describeInput, body, ({ SecretId }) => {
          const found = findSecret(secrets, SecretId);
          return found === undefined ? notFound() : json(describeSecret(found), contentType);
        });
      case 'secretsmanager.ListSecrets':
        return withInput(listInput, body, (input) => {
          const page = listSecrets(secrets, input);
          return page === undefined ? wrongToken() : json(page, contentType);
        });
      default:
        return jsonError(
          400,
          'UnknownOperationException',
          `The local Secrets Manager does not answer ${target}.`,
        );
    }
  }

  return {
    handle: (request) => handle(request.headers['x-amz-target'] ?? '', request.body),
    close: secrets.close,
  };
}

async function createSecret(
  secrets: Collection<Secret>,
  input: z.infer<typeof createInput>,
  now: Instant,
): Promise<AwsAnswer> {
  if (secrets.get(input.Name) !== undefined) {
    return jsonError(400, 'ResourceExistsException', `The secret ${input.Name} already exists.`);
  }
  // Six characters after the name, as AWS appends; derived, so that a name keeps its ARN.
  const suffix = createHash('sha256').update(input.Name).digest('hex').slice(0, 6);
  const arn = `arn:aws:secretsmanager:us-east-1:000000000000:secret:${input.Name}-${suffix}`;
  const hasValue = input.SecretString !== undefined || input.SecretBinary !== undefined;
  const versions = hasValue ? [versionOf(input, [currentStage], now)] : [];
  await secrets.put(input.Name, { name: input.Name, arn, versions, createdAt: now });
  return json(
    { ARN: arn, Name: input.Name, ...(hasValue ? { VersionId: input.ClientRequestToken } : {}) },
    contentType,
  );
}

async function putSecretValue(
  secrets: Collection<Secret>,
  input: z.infer<typeof putInput>,
  now: Instant,
): Promise<AwsAnswer> {
  const found = findSecret(secrets, input.SecretId);
  if (found === undefined) return notFound();
  if (input.SecretString === undefined && input.SecretBinary === undefined) {
    return invalid('You must provide either SecretString or SecretBinary.');
  }
  const repeated = found.versions.find(({ id }) => id === input.ClientRequestToken);
  if (repeated !== undefined && !holds(repeated, input)) {
    return jsonError(
      400,
      'ResourceExistsException',
      'A version with this token and another value already exists.',
    );
  }
  if (repeated === undefined) await secrets.put(found.name, withVersion(found, input, now));
  const body = { ARN: found.arn, Name: found.name, VersionId: input.ClientRequestToken };
  return json({ ...body, VersionStages: repeated?.stages ?? input.VersionStages }, contentType);
}

/** A stage stands at one version only; the version that loses AWSCURRENT becomes AWSPREVIOUS. */
function withVersion(found: Secret, input: z.infer<typeof putInput>, now: Instant): Secret {
  const added = versionOf(input, input.VersionStages, now);
  const replacesCurrent = added.stages.includes(currentStage);
  const older = found.versions.map((known) => {
    const wasCurrent = known.stages.includes(currentStage);
    const taken = replacesCurrent ? [...added.stages, previousStage] : added.stages;
    const kept = known.stages.filter((stage) => !taken.includes(stage));
    return { ...known, stages: replacesCurrent && wasCurrent ? [...kept, previousStage] : kept };
  });
  const staged = older.filter(({ stages }) => stages.length > 0);
  const unstaged = older.filter(({ stages }) => stages.length === 0).slice(-versionsMax + staged.length + 1);
  return { ...found, versions: [...unstaged, ...staged, added] };
}

function getSecretValue(secrets: Collection<Secret>, input: z.infer<typeof getInput>): AwsAnswer {
  const found = findSecret(secrets, input.SecretId);
  if (found === undefined) return notFound();
  const stage = input.VersionStage ?? (input.VersionId === undefined ? currentStage : undefined);
  const wanted = found.versions.find(
    ({ id, stages }) =>
      (input.VersionId === undefined || id === input.VersionId) &&
      (stage === undefined || stages.includes(stage)),
  );
  if (wanted === undefined) return notFound();
  return json(
    {
      ARN: found.arn,
      Name: found.name,
      VersionId: wanted.id,
      SecretString: wanted.text,
      SecretBinary: wanted.binary,
      VersionStages: wanted.stages,
      CreatedDate: wanted.createdAt / 1_000,
    },
    contentType,
  );
}

function versionOf(
  input: z.infer<typeof createInput> | z.infer<typeof putInput>,
  stages: string[],
  now: Instant,
): Version {
  const added: Version = { id: input.ClientRequestToken, stages, createdAt: now };
  if (input.SecretString !== undefined) added.text = input.SecretString;
  if (input.SecretBinary !== undefined) added.binary = input.SecretBinary;
  return added;
}

function holds(known: Version, input: z.infer<typeof putInput>): boolean {
  return known.text === input.SecretString && known.binary === input.SecretBinary;
}

async function withInput<T>(
  schema: z.ZodType<T>,
  body: string,
  work: (input: T) => AwsAnswer | Promise<AwsAnswer>,
): Promise<AwsAnswer> {
  let parsed: z.ZodSafeParseResult<T>;
  try {
    parsed = schema.safeParse(JSON.parse(body));
  } catch {
    return jsonError(400, 'SerializationException', 'The body is not JSON.');
  }
  return parsed.success ? work(parsed.data) : invalid(z.prettifyError(parsed.error));
}

function invalid(message: string): AwsAnswer {
  return jsonError(400, 'InvalidParameterException', message);
}

function notFound(): AwsAnswer {
  return jsonError(400, 'ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
}

function wrongToken(): AwsAnswer {
  return jsonError(400, 'InvalidNextTokenException', 'The NextToken value is invalid.');
}

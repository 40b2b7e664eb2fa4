/** What differs between stages and between accounts, as data that is checked before anything is synthesised: a missing or wrong value stops it with its name. */
import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { cloudFrontRegion } from '../shared/deployment/aws-place.ts';
import { localStage, stagePattern } from '../shared/deployment/resource-names.ts';
import { sayExpected } from '../shared/text/say-expected.ts';

/** How long CloudWatch can keep logs, days. https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
const logDays = z.literal([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731]);

const email = z.email('expected an e-mail address');

/** Requests per second a route takes from all clients together, and how many at once above that. API Gateway's own bound for a whole account is 10,000. */
const rate = z.strictObject({
  perSecond: z.int().min(1).max(10_000),
  burst: z.int().min(1).max(5_000),
});

const hostName = z
  .string()
  .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'expected a name such as gate.clinic.example');

const stageSettings = z.strictObject({
  /** Who is told when texts stop going out. */
  alarmEmail: email,
  /** Whether the table and its key outlive the stack. */
  keepsData: z.boolean(),
  /** How far back the table can be restored, days: DynamoDB's bounds. */
  recoveryDays: z.int().min(1).max(35),
  logDays,
  webhookRate: rate,
  pagesRate: rate,
  managerRate: rate,
  /** Whether staff may have a second factor, or must. */
  mfa: z.enum(['optional', 'required']),
  /** Where people's browsers go instead of an address of CloudFront's: the manager's site and the clients' pages. */
  site: z
    .strictObject({
      name: hostName,
      certificateArn: z
        .string()
        .regex(
          new RegExp(`^arn:aws[\\w-]*:acm:${cloudFrontRegion}:`),
          `expected the ARN of a certificate in ${cloudFrontRegion}`,
        ),
    })
    .optional(),
  /** Where webhooks go instead of an address of API Gateway's. */
  domain: z
    .strictObject({
      name: hostName,
      certificateArn: z.string().regex(/^arn:aws[\w-]*:acm:/, 'expected the ARN of a certificate'),
    })
    .optional(),
  /** The table after a restore: a restored table always has another name. */
  tableName: z
    .string()
    .regex(/^[\w.-]{3,255}$/, 'expected the name of a table')
    .optional(),
});
export type StageSettings = z.infer<typeof stageSettings> & { stage: string };

const accountSettings = z.strictObject({
  /** Who is told when the account's money for texts runs out. */
  alarmEmail: email,
  /** USD a month for texts. AWS refuses more than it has granted, which is 1 for a new account. */
  monthlySpendLimitUsd: z.int().min(1).max(1_000_000),
  /** How long the delivery logs stay, days: they hold phone numbers. */
  deliveryLogDays: logDays,
});
export type AccountSettings = z.infer<typeof accountSettings>;

/** Names the file and every value in it that is missing or wrong. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

/** What is the whole account's is named by this where a stage's is named by the stage. */
export const accountScope = 'account';

/** Names of stages that are something else's already: the stack on one machine, and the account's own. */
const namesTaken = [localStage, accountScope];

/** The stage's name is the file's. `folder` holds `account.json` and `stages/`. */
export function readStage(folder: string, stage: unknown): StageSettings {
  if (typeof stage !== 'string' || !stagePattern.test(stage) || namesTaken.includes(stage)) {
    throw new SettingsError(
      `name the stage: -c stage=dev, with a file infra/stages/dev.json; 2 to 12 small letters and digits, not ${namesTaken.join(' or ')}`,
    );
  }
  return { ...readSettings(`${folder}/stages/${stage}.json`, stageSettings), stage };
}

export function readAccount(folder: string): AccountSettings {
  return readSettings(`${folder}/account.json`, accountSettings);
}

function readSettings<T>(file: string, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(readJson(file), { reportInput: true });
  if (parsed.success) return parsed.data;
  throw new SettingsError(`${file} is not right: ${parsed.error.issues.flatMap(sayIssue).join('; ')}`);
}

/** With the value's name first, also where it has none of ours. */
function sayIssue(issue: z.core.$ZodIssue): string[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => `${[...issue.path, key].join('.')}: there is no such setting`);
  }
  const name = issue.path.join('.') || 'the file';
  return [`${name}: ${issue.input === undefined ? 'is missing' : sayExpected(issue)}`];
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const why = error instanceof SyntaxError ? `it is no JSON (${error.message})` : 'there is no such file';
    throw new SettingsError(`${file} cannot be read: ${why}`, { cause: error });
  }
}

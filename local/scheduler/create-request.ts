/** Checks a CreateSchedule request the way AWS does, and turns it into a schedule. */
import { createHash } from 'node:crypto';
import * as z from 'zod';
import { formatInstant, type Instant } from '../../shared/time/instant.ts';
import { isZone } from '../../shared/time/zone.ts';
import { readAtExpression } from './at-expression.ts';
import { namePattern, type Schedule } from './schedule.ts';

/** AWS does not document what a past `at()` does: both readings can be tried. */
export type PastAt = 'refused' | 'never-fires';

export type CreateRead = { ok: true; schedule: Schedule } | { ok: false; message: string };

/** The largest payload that an asynchronous Lambda invocation takes through Scheduler. */
const inputBytesMax = 256 * 1024;

const accountPattern = '\\d{12}';
const targetArn = z
  .string()
  .max(1600)
  .regex(/^arn:aws(-[a-z]+)*:[a-z0-9-]+:[a-z0-9-]*:(\d{12})?:.+$/);
const roleArn = z
  .string()
  .max(1600)
  .regex(new RegExp(`^arn:aws(-[a-z]+)*:iam::${accountPattern}:role/[\\w+=,.@/-]+$`));
const queueArn = z
  .string()
  .max(1600)
  .regex(new RegExp(`^arn:aws(-[a-z]+)*:sqs:[a-z0-9-]+:${accountPattern}:[a-zA-Z0-9\\-_]+$`));

const timeWindow = z
  .object({
    Mode: z.enum(['OFF', 'FLEXIBLE']),
    MaximumWindowInMinutes: z.int().min(1).max(1440).optional(),
  })
  .refine((window) => (window.Mode === 'FLEXIBLE') === (window.MaximumWindowInMinutes !== undefined), {
    path: ['MaximumWindowInMinutes'],
    error: 'must be set in mode FLEXIBLE and only there',
  });

const createBody = z.object({
  ScheduleExpression: z.string().min(1).max(256),
  ScheduleExpressionTimezone: z.string().min(1).max(50).default('UTC'),
  Description: z.string().max(512).optional(),
  GroupName: z.string().regex(namePattern).default('default'),
  State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  ClientToken: z.string().regex(/^[a-zA-Z0-9\-_]{1,64}$/),
  ActionAfterCompletion: z.enum(['NONE', 'DELETE']).default('NONE'),
  FlexibleTimeWindow: timeWindow,
  Target: z.object({
    Arn: targetArn,
    RoleArn: roleArn,
    Input: z.string().min(1).optional(),
    DeadLetterConfig: z.object({ Arn: queueArn.optional() }).optional(),
    RetryPolicy: z
      .object({
        MaximumEventAgeInSeconds: z.int().min(60).max(86_400).optional(),
        MaximumRetryAttempts: z.int().min(0).max(185).optional(),
      })
      .optional(),
  }),
});
type CreateBody = z.infer<typeof createBody>;

/** `arnOf` names the schedule once its group and name are known. */
export function readCreateRequest(
  name: string,
  body: string,
  now: Instant,
  pastAt: PastAt,
  arnOf: (group: string, name: string) => string,
): CreateRead {
  if (!namePattern.test(name)) return refused(`Value '${name}' at 'name' must match ${namePattern.source}`);
  const parsed = createBody.safeParse(parseJson(body));
  if (!parsed.success) return refused(describe(parsed.error));
  const request = parsed.data;
  const problem = inputProblem(request.Target);
  if (problem !== undefined) return refused(problem);
  const zone = request.ScheduleExpressionTimezone;
  if (!isZone(zone)) return refused(`Invalid ScheduleExpressionTimezone ${zone}.`);
  const dueAt = readAtExpression(request.ScheduleExpression, zone);
  if (dueAt === undefined) {
    return refused(
      `Invalid Schedule Expression ${request.ScheduleExpression}: the local Scheduler takes at(yyyy-mm-ddThh:mm:ss).`,
    );
  }
  const isPast = dueAt <= now;
  if (isPast && pastAt === 'refused') {
    return refused(`The time of ${request.ScheduleExpression} is past; it is ${formatInstant(now)}.`);
  }
  const status = isPast ? 'past' : request.State === 'DISABLED' ? 'disabled' : 'waiting';
  return { ok: true, schedule: scheduleOf(name, body, request, { status, dueAt, now, arnOf }) };
}

function scheduleOf(
  name: string,
  body: string,
  request: CreateBody,
  derived: {
    status: Schedule['status'];
    dueAt: Instant;
    now: Instant;
    arnOf: (group: string, name: string) => string;
  },
): Schedule {
  const schedule: Schedule = {
    name,
    group: request.GroupName,
    arn: derived.arnOf(request.GroupName, name),
    expression: request.ScheduleExpression,
    zone: request.ScheduleExpressionTimezone,
    status: derived.status,
    dueAt: derived.dueAt,
    target: request.Target,
    flexibleTimeWindow: request.FlexibleTimeWindow,
    actionAfterCompletion: request.ActionAfterCompletion,
    clientToken: request.ClientToken,
    requestHash: createHash('sha256').update(body).digest('base64'),
    createdAt: derived.now,
  };
  if (request.Description !== undefined) schedule.description = request.Description;
  return schedule;
}

function inputProblem(target: CreateBody['Target']): string | undefined {
  if (target.Input === undefined) return undefined;
  if (Buffer.byteLength(target.Input) > inputBytesMax) {
    return `Target Input is larger than ${inputBytesMax} bytes.`;
  }
  const isFunction = target.Arn.split(':')[2] === 'lambda';
  if (isFunction && parseJson(target.Input) === undefined)
    return 'Target Input for a Lambda function must be JSON.';
  return undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function describe(error: z.ZodError): string {
  const problems = error.issues.map((issue) => `at '${issue.path.join('.')}': ${issue.message}`);
  return `${problems.length} validation error${problems.length === 1 ? '' : 's'} detected: ${problems.join('; ')}`;
}

function refused(message: string): CreateRead {
  return { ok: false, message };
}

/** What the Scheduler endpoint keeps: schedules, their groups, and fires that the target has not taken yet. */
import * as z from 'zod';

const retryPolicy = z.object({
  MaximumEventAgeInSeconds: z.number().optional(),
  MaximumRetryAttempts: z.number().optional(),
});

/** Field names are the API's own, so that GetSchedule gives back what CreateSchedule got. */
const scheduleTarget = z.object({
  Arn: z.string(),
  RoleArn: z.string(),
  Input: z.string().optional(),
  DeadLetterConfig: z.object({ Arn: z.string().optional() }).optional(),
  RetryPolicy: retryPolicy.optional(),
});

const flexibleTimeWindow = z.object({
  Mode: z.enum(['OFF', 'FLEXIBLE']),
  MaximumWindowInMinutes: z.number().optional(),
});

export const schedule = z.object({
  name: z.string(),
  group: z.string(),
  arn: z.string(),
  expression: z.string(),
  zone: z.string(),
  description: z.string().optional(),
  /** `past`: it was due before it was made, and never fires. */
  status: z.enum(['waiting', 'disabled', 'past', 'completed']),
  dueAt: z.number(),
  target: scheduleTarget,
  flexibleTimeWindow,
  actionAfterCompletion: z.enum(['NONE', 'DELETE']),
  clientToken: z.string(),
  /** Tells a repeat of the same request from another one with the same token. */
  requestHash: z.string(),
  createdAt: z.number(),
});
export type Schedule = z.infer<typeof schedule>;

/** A fire that the target has not taken yet: it is handed over again as its retry policy says. */
export const handOver = z.object({
  id: z.string(),
  scheduleArn: z.string(),
  target: scheduleTarget,
  /** With the context attributes filled in. */
  input: z.string(),
  /** When it was to fire. */
  scheduledAt: z.number(),
  firstAt: z.number(),
  attempts: z.number(),
  dueAt: z.number(),
});
export type HandOver = z.infer<typeof handOver>;

export const scheduleGroup = z.object({ name: z.string(), arn: z.string(), createdAt: z.number() });
export type ScheduleGroup = z.infer<typeof scheduleGroup>;

/** Groups have the same pattern and length as names. */
export const namePattern = /^[0-9a-zA-Z\-_.]{1,64}$/;

export function scheduleKey(group: string, name: string): string {
  return `${group}/${name}`;
}

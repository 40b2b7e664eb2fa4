/** A secret as the local Secrets Manager keeps it, and how one is found: by its name or its ARN. */
import * as z from 'zod';
import type { Collection } from '../journal.ts';

const version = z.object({
  id: z.string(),
  text: z.string().optional(),
  /** Base64, as it travels. */
  binary: z.string().optional(),
  stages: z.array(z.string()),
  createdAt: z.number(),
});
export type Version = z.infer<typeof version>;

export const secret = z.object({
  name: z.string(),
  arn: z.string(),
  versions: z.array(version),
  /** Absent in data of earlier versions of the stack. */
  createdAt: z.number().optional(),
});
export type Secret = z.infer<typeof secret>;

export function findSecret(secrets: Collection<Secret>, nameOrArn: string): Secret | undefined {
  return secrets.get(nameOrArn) ?? secrets.entries().find(([, { arn }]) => arn === nameOrArn)?.[1];
}

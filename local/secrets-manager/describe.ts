/** What the local Secrets Manager tells of its secrets without their values: one, or all of a prefix, page by page. */
import * as z from 'zod';
import type { Collection } from '../journal.ts';
import type { Secret } from './secret.ts';

/** As AWS bounds a page. https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_ListSecrets.html */
const pageMax = 100;
const filtersMax = 10;

export const describeInput = z.object({ SecretId: z.string().min(1).max(2048) });

/** Of AWS's filters only the one that the application uses; another one is refused rather than ignored. */
export const listInput = z.object({
  MaxResults: z.int().min(1).max(pageMax).default(pageMax),
  NextToken: z.string().min(1).max(4096).optional(),
  Filters: z
    .array(z.object({ Key: z.literal('name'), Values: z.array(z.string().min(1).max(512)).min(1).max(10) }))
    .max(filtersMax)
    .default([]),
});

export function describeSecret(found: Secret) {
  return { ...listed(found), VersionIdsToStages: stagesOf(found) };
}

/** Undefined: the token is none of ours. By name; a token is the name after which the page begins. */
export function listSecrets(
  secrets: Collection<Secret>,
  { MaxResults, NextToken, Filters }: z.infer<typeof listInput>,
) {
  const all = secrets
    .entries()
    .map(([, found]) => found)
    .filter(({ name }) =>
      Filters.every(({ Values }) => Values.some((beginning) => name.startsWith(beginning))),
    )
    .sort((one, other) => one.name.localeCompare(other.name));
  const after = NextToken === undefined ? -1 : all.findIndex(({ name }) => tokenOf(name) === NextToken);
  if (NextToken !== undefined && after === -1) return undefined;
  const page = all.slice(after + 1, after + 1 + MaxResults);
  const last = page.at(-1);
  const isWhole = after + 1 + page.length >= all.length;
  return {
    SecretList: page.map((found) => ({ ...listed(found), SecretVersionsToStages: stagesOf(found) })),
    ...(isWhole || last === undefined ? {} : { NextToken: tokenOf(last.name) }),
  };
}

function listed({ arn, name, versions, createdAt }: Secret) {
  const times = versions.map((known) => known.createdAt);
  const createdMs = createdAt ?? times[0] ?? 0;
  return {
    ARN: arn,
    Name: name,
    CreatedDate: createdMs / 1_000,
    LastChangedDate: Math.max(createdMs, ...times) / 1_000,
  };
}

/** A version without a stage is deprecated and not told. */
function stagesOf({ versions }: Secret): Record<string, string[]> {
  return Object.fromEntries(
    versions.filter(({ stages }) => stages.length > 0).map(({ id, stages }) => [id, stages]),
  );
}

function tokenOf(name: string): string {
  return Buffer.from(name).toString('base64url');
}

/** How each question is put: an answer, "there is no such thing", or the name of the error. A message is not kept, for it may quote what was asked about. */
import { errorName } from '../../../functions/adapters/error-name.ts';
import type { Fact } from '../facts.ts';

/** What the services call a thing that is not there. */
const notThere = new Set([
  'ResourceNotFoundException',
  'TableNotFoundException',
  'NotFoundException',
  'QueueDoesNotExist',
]);

export async function ask<T>(question: () => Promise<T>): Promise<Fact<T>> {
  try {
    return { known: true, value: await question() };
  } catch (error) {
    return { known: false, why: nameOf(error) };
  }
}

/** `undefined`: what was asked about does not exist. */
export async function askAbout<T>(question: () => Promise<T>): Promise<Fact<T | undefined>> {
  const fact = await ask(question);
  return !fact.known && notThere.has(fact.why) ? { known: true, value: undefined } : fact;
}

/** The functions' own adapters wrap what AWS answered. */
function nameOf(error: unknown): string {
  return errorName(error instanceof Error && error.cause instanceof Error ? error.cause : error);
}

/** All entries of a listing. `pagesMax` bounds a listing that never ends; what lies behind is left out. */
export async function collect<Page, Entry>(
  pages: AsyncIterable<Page>,
  entriesOf: (page: Page) => readonly Entry[] | undefined,
): Promise<Entry[]> {
  const entries: Entry[] = [];
  let count = 0;
  for await (const page of pages) {
    entries.push(...(entriesOf(page) ?? []));
    count += 1;
    if (count === pagesMax) break;
  }
  return entries;
}

/** At a hundred entries a page far more than one account has of clinics, numbers or quotas. */
const pagesMax = 50;

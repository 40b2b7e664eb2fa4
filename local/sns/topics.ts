/** The topics that staff are told through, and who subscribed to each: as SNS keeps them, but that nobody has to open a mailbox to confirm. */
import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { createCollection } from '../journal.ts';

const topic = z.object({ arn: z.string(), attributes: z.record(z.string(), z.string()) });
type Topic = z.infer<typeof topic>;

const subscription = z.object({
  arn: z.string(),
  topicArn: z.string(),
  protocol: z.string(),
  endpoint: z.string(),
  /** JSON; absent: everything is wanted. */
  filterPolicy: z.string().optional(),
});
export type Subscription = z.infer<typeof subscription>;

export interface Topics {
  find: (arn: string) => Topic | undefined;
  add: (topic: Topic) => Promise<void>;
  subscriptionsOf: (topicArn: string) => Subscription[];
  findSubscription: (arn: string) => Subscription | undefined;
  subscribe: (asked: Omit<Subscription, 'arn'>) => Promise<Subscription>;
  /** Replaces one that is there. */
  change: (subscription: Subscription) => Promise<void>;
  unsubscribe: (arn: string) => Promise<void>;
  /** Whom a message with these attributes reaches. */
  readersOf: (topicArn: string, attributes: Readonly<Record<string, string>>) => string[];
  close: () => Promise<void>;
}

/** `fileOf` answers undefined: in memory. */
export function openTopics(fileOf: (name: string) => string | undefined): Topics {
  const topics = createCollection(fileOf('topics.jsonl'), topic);
  const subscriptions = createCollection(fileOf('subscriptions.jsonl'), subscription);

  function subscriptionsOf(topicArn: string): Subscription[] {
    return subscriptions.entries().flatMap(([, one]) => (one.topicArn === topicArn ? [one] : []));
  }

  return {
    find: topics.get,
    add: (added) => topics.put(added.arn, added),
    subscriptionsOf,
    findSubscription: subscriptions.get,
    async subscribe(asked) {
      const made = { ...asked, arn: `${asked.topicArn}:${randomUUID()}` };
      await subscriptions.put(made.arn, made);
      return made;
    },
    change: (changed) => subscriptions.put(changed.arn, changed),
    unsubscribe: (arn) => subscriptions.remove(arn),
    readersOf: (topicArn, attributes) =>
      subscriptionsOf(topicArn).flatMap(({ endpoint, filterPolicy }) =>
        isWanted(filterPolicy, attributes) ? [endpoint] : [],
      ),
    async close() {
      await Promise.all([topics.close(), subscriptions.close()]);
    },
  };
}

const wantedValues = z.record(z.string(), z.array(z.string()));

/** Undefined for what is no policy of the one form that is understood here: names of attributes with the values that are wanted. */
export function readFilterPolicy(text: string): z.infer<typeof wantedValues> | undefined {
  try {
    return wantedValues.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function isWanted(filterPolicy: string | undefined, attributes: Readonly<Record<string, string>>): boolean {
  const policy = filterPolicy === undefined ? {} : (readFilterPolicy(filterPolicy) ?? {});
  return Object.entries(policy).every(([name, values]) => values.includes(attributes[name] ?? ''));
}

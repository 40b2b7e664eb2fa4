/** What the doctor found out about a stage, as data: everything that is looked at stands here before anything is judged. No secret and nothing of a client is ever in it. */
import type { Clinic } from '../../shared/clinic/clinic.ts';
import type { FunctionName } from '../../shared/deployment/resource-names.ts';
import type { Instant } from '../../shared/time/instant.ts';

/** An answer, or the name of the error that stood in its place: a permission that is missing is something to say, not a crash. */
export type Fact<T> = { known: true; value: T } | { known: false; why: string };

export interface Place {
  stage: string;
  /** `aws`, or another partition such as `aws-us-gov`. */
  partition: string;
  account: string;
  region: string;
}

export interface TableSeen {
  /** DynamoDB's own word: `ACTIVE`, `CREATING` ... */
  status: string;
  deletionProtection: boolean;
}

export interface FunctionSeen {
  name: FunctionName;
  /** Undefined: there is no such function. */
  current: Fact<{ state: string; lastUpdate: string; reason?: string } | undefined>;
  /** Whether the alias that callers are pointed at exists. */
  alias: Fact<boolean>;
}

/** What hears of a topic. */
export interface TopicHearers {
  confirmed: number;
  pending: number;
}

export interface TopicSeen {
  name: string;
  /** Undefined: there is no such topic. */
  subscriptions: Fact<TopicHearers | undefined>;
}

export interface QueueSeen {
  name: string;
  /** Undefined: there is no such queue. */
  messages: Fact<number | undefined>;
}

/** SNS's settings for texts in this account and region; absent where nobody has set them. */
export interface SmsSettings {
  spendUsdMax?: number;
  deliveryRole?: string;
  samplingPercent?: number;
  textType?: string;
}

export interface LogGroupSeen {
  name: string;
  /** Undefined: kept for ever. */
  retentionDays?: number;
  /** ARNs of what is sent each line. */
  subscribers: Fact<string[]>;
}

/** An origination number as AWS End User Messaging holds it. */
export interface NumberSeen {
  phone: string;
  status: string;
  type: string;
  textType: string;
  sendsTexts: boolean;
  twoWay: boolean;
  twoWayTo?: string;
  registration?: string;
}

/** Counts only: what a secret says stays where it was read. */
export type SecretSeen =
  | { secret: 'missing' }
  | { secret: 'unreadable' }
  | { secret: 'read'; activeOf: Readonly<Record<string, number>> };

export type ClinicItemSeen =
  | { item: 'missing' }
  | { item: 'unreadable'; reason: string }
  | { item: 'read'; clinic: Clinic; numberOf: Fact<string | undefined> };

/** What came back from the address of the clients' pages. */
export interface PagesSeen {
  status: number;
  /** API Gateway's own refusals are JSON; our pages never are. */
  html: boolean;
}

export interface ClinicSeen {
  id: string;
  secret: Fact<SecretSeen>;
  item: Fact<ClinicItemSeen>;
  /** Who of its staff is told; undefined: it has no topic. */
  notices: Fact<TopicHearers | undefined>;
  /** Absent when nobody asked: without an item, or with `--offline`. */
  pages?: Fact<PagesSeen>;
}

export interface ClinicsSeen {
  /** Whether the secrets, and the table's keys, could be listed. */
  secretsListed: Fact<true>;
  /** `false`: the table is too long to be read through for this. */
  itemsListed: Fact<boolean>;
  clinics: readonly ClinicSeen[];
}

export interface QuotasSeen {
  concurrency: Fact<{ executions: number; unreserved: number }>;
  /** By the name Service Quotas gives each; applied values before default ones. */
  scheduler: Fact<Readonly<Record<string, number>>>;
  sns: Fact<Readonly<Record<string, number>>>;
}

export interface Facts {
  place: Place;
  now: Instant;
  /** As the deployed functions are told: after a restore it is not the stage's own. */
  tableName: string;
  table: Fact<TableSeen | undefined>;
  /** Point-in-time recovery; undefined: there is no such table. */
  recovery: Fact<boolean | undefined>;
  functions: readonly FunctionSeen[];
  /** The timer group's state; undefined: there is no such group. */
  timerGroup: Fact<string | undefined>;
  topics: readonly TopicSeen[];
  /** User pools with the stage's name. */
  userPools: Fact<number>;
  queues: readonly QueueSeen[];
  sandbox: Fact<boolean>;
  sms: Fact<SmsSettings>;
  /** This month's charges for texts, USD; undefined: no text was sent yet. */
  spentUsd: Fact<number | undefined>;
  logGroups: Fact<readonly LogGroupSeen[]>;
  numbers: Fact<readonly NumberSeen[]>;
  /** Status by registration id. */
  registrations: Fact<Readonly<Record<string, string>>>;
  clinics: ClinicsSeen;
  quotas: QuotasSeen;
  /** Undefined: none within the last day. */
  sweptAt: Fact<Instant | undefined>;
}

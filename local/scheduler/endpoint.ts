/** Speaks the EventBridge Scheduler API as the SDK's client sends it, refuses what AWS refuses, and really fires. */
import type { Instant } from '../../shared/time/instant.ts';
import { account, region } from '../aws-names.ts';
import { type AwsAnswer, type AwsHandler, type AwsRequest, json, jsonError } from '../aws-request.ts';
import type { ClockSource } from '../clock.ts';
import { type PastAt, readCreateRequest } from './create-request.ts';
import { createFiring, type FireFaults, type FireTargets } from './fire.ts';
import { namePattern, type Schedule, type ScheduleGroup, scheduleKey } from './schedule.ts';
import { closeSchedulerStore, openSchedulerStore, type SchedulerStore } from './store.ts';

interface SchedulerFaults extends FireFaults {
  refuseCreates: 'none' | 'Throttling' | 'Internal' | 'Quota';
  /** The schedule is made, and the connection cut instead of answering. */
  loseCreateAnswers: boolean;
  pastAt: PastAt;
}

export interface SchedulerOptions extends FireTargets {
  /** Folder of its files; undefined: in memory. */
  folder: string | undefined;
  now: () => Instant;
}

export interface SchedulerEndpoint extends ClockSource {
  handle: AwsHandler;
  /** Changed in place by tests and demonstrations. */
  faults: SchedulerFaults;
  /** What waits to fire, soonest first. */
  waiting(): Schedule[];
  /** As a deployment makes it; nothing where it is there already. */
  addGroup(name: string): Promise<void>;
  close(): Promise<void>;
}

/** AWS's page size, and the largest that may be asked for. */
const pageSizeMax = 100;

export function createSchedulerEndpoint(options: SchedulerOptions): SchedulerEndpoint {
  const { now } = options;
  const store = openSchedulerStore(options.folder);
  const faults: SchedulerFaults = {
    refuseCreates: 'none',
    loseCreateAnswers: false,
    pastAt: 'refused',
    dropFires: false,
    fireTwice: false,
    lateMs: 0,
  };
  const firing = createFiring(store, faults, options, now);
  return {
    ...firing,
    faults,
    handle: (request) => route(request, store, faults, now()),
    waiting: () =>
      store.schedules
        .entries()
        .map(([, schedule]) => schedule)
        .filter((schedule) => schedule.status === 'waiting')
        .sort((one, other) => one.dueAt - other.dueAt),
    async addGroup(name) {
      if (store.groups.get(name) === undefined) await store.groups.put(name, newGroup(name, now()));
    },
    close: () => closeSchedulerStore(store),
  };
}

async function route(
  request: AwsRequest,
  store: SchedulerStore,
  faults: SchedulerFaults,
  now: Instant,
): Promise<AwsAnswer> {
  const [, collection, name, ...rest] = request.path.split('/');
  if (rest.length > 0) return unknownOperation();
  if (collection === 'schedule-groups' && name !== undefined) return routeGroup(request, name, store, now);
  if (collection !== 'schedules') return unknownOperation();
  if (name === undefined)
    return request.method === 'GET' ? listSchedules(request.query, store) : unknownOperation();
  const group = request.query.get('groupName') ?? 'default';
  switch (request.method) {
    case 'POST':
      return createSchedule(name, request.body, store, faults, now);
    case 'GET':
      return getSchedule(group, name, store);
    case 'DELETE':
      return deleteSchedule(group, name, store);
    default:
      return unknownOperation();
  }
}

async function createSchedule(
  name: string,
  body: string,
  store: SchedulerStore,
  faults: SchedulerFaults,
  now: Instant,
): Promise<AwsAnswer> {
  const failure = refusalOf(faults.refuseCreates);
  if (failure !== undefined) return failure;
  const read = readCreateRequest(name, body, now, faults.pastAt, scheduleArn);
  if (!read.ok) return invalid(read.message);
  const { schedule } = read;
  const { group } = schedule;
  if (group !== 'default' && store.groups.get(group) === undefined) {
    return notFound(`Schedule group ${group} does not exist.`);
  }
  const key = scheduleKey(group, name);
  const existing = store.schedules.get(key);
  if (existing === undefined) await store.schedules.put(key, schedule);
  else if (!isSameRequest(existing, schedule)) {
    return jsonError(409, 'ConflictException', `Schedule ${name} already exists.`);
  }
  return faults.loseCreateAnswers ? { kind: 'cut' } : json({ ScheduleArn: schedule.arn });
}

function isSameRequest(one: Schedule, other: Schedule): boolean {
  return one.clientToken === other.clientToken && one.requestHash === other.requestHash;
}

function refusalOf(fault: SchedulerFaults['refuseCreates']): AwsAnswer | undefined {
  switch (fault) {
    case 'none':
      return undefined;
    case 'Throttling':
      return jsonError(429, 'ThrottlingException', 'Rate exceeded');
    case 'Internal':
      return jsonError(500, 'InternalServerException', 'Unexpected error encountered.');
    case 'Quota':
      return jsonError(402, 'ServiceQuotaExceededException', 'The number of schedules is at its limit.');
    default:
      return fault satisfies never;
  }
}

function getSchedule(group: string, name: string, store: SchedulerStore): AwsAnswer {
  const found = store.schedules.get(scheduleKey(group, name));
  if (found === undefined) return notFound(`Schedule ${name} does not exist.`);
  return json({
    ...summaryOf(found),
    Target: found.target,
    ScheduleExpression: found.expression,
    ScheduleExpressionTimezone: found.zone,
    Description: found.description,
    FlexibleTimeWindow: found.flexibleTimeWindow,
    ActionAfterCompletion: found.actionAfterCompletion,
  });
}

async function deleteSchedule(group: string, name: string, store: SchedulerStore): Promise<AwsAnswer> {
  const key = scheduleKey(group, name);
  if (store.schedules.get(key) === undefined) return notFound(`Schedule ${name} does not exist.`);
  await store.schedules.remove(key);
  return json({});
}

function listSchedules(query: URLSearchParams, store: SchedulerStore): AwsAnswer {
  const size = Number(query.get('MaxResults') ?? pageSizeMax);
  if (!Number.isInteger(size) || size < 1 || size > pageSizeMax) {
    return invalid(`MaxResults must lie between 1 and ${pageSizeMax}.`);
  }
  const after = Buffer.from(query.get('NextToken') ?? '', 'base64url').toString();
  const group = query.get('ScheduleGroup');
  const prefix = query.get('NamePrefix') ?? '';
  const state = query.get('State');
  const found = store.schedules
    .entries()
    .filter(([key, { name }]) => key > after && name.startsWith(prefix))
    .filter(([, schedule]) => group === null || schedule.group === group)
    .filter(([, schedule]) => state === null || stateOf(schedule) === state)
    .sort(([one], [other]) => (one < other ? -1 : 1));
  const page = found.slice(0, size);
  const last = page.at(-1)?.[0];
  return json({
    Schedules: page.map(([, schedule]) => summaryOf(schedule)),
    NextToken:
      found.length > size && last !== undefined ? Buffer.from(last).toString('base64url') : undefined,
  });
}

async function routeGroup(
  request: AwsRequest,
  name: string,
  store: SchedulerStore,
  now: Instant,
): Promise<AwsAnswer> {
  const existing = store.groups.get(name);
  if (request.method === 'GET') {
    return existing === undefined
      ? notFound(`Schedule group ${name} does not exist.`)
      : json({ Arn: existing.arn, Name: name, State: 'ACTIVE', CreationDate: existing.createdAt / 1_000 });
  }
  if (request.method !== 'POST') return unknownOperation();
  if (!namePattern.test(name)) return invalid(`Value '${name}' at 'name' must match ${namePattern.source}`);
  if (existing !== undefined || name === 'default') {
    return jsonError(409, 'ConflictException', `Schedule group ${name} already exists.`);
  }
  const made = newGroup(name, now);
  await store.groups.put(name, made);
  return json({ ScheduleGroupArn: made.arn });
}

function newGroup(name: string, now: Instant): ScheduleGroup {
  const arn = `arn:aws:scheduler:${region}:${account}:schedule-group/${name}`;
  return { name, arn, createdAt: now };
}

function summaryOf(schedule: Schedule): Record<string, unknown> {
  return {
    Arn: schedule.arn,
    Name: schedule.name,
    GroupName: schedule.group,
    State: stateOf(schedule),
    CreationDate: schedule.createdAt / 1_000,
    LastModificationDate: schedule.createdAt / 1_000,
    Target: { Arn: schedule.target.Arn },
  };
}

function stateOf(schedule: Schedule): 'ENABLED' | 'DISABLED' {
  return schedule.status === 'disabled' ? 'DISABLED' : 'ENABLED';
}

function scheduleArn(group: string, name: string): string {
  return `arn:aws:scheduler:${region}:${account}:schedule/${group}/${name}`;
}

function invalid(message: string): AwsAnswer {
  return jsonError(400, 'ValidationException', message);
}

function notFound(message: string): AwsAnswer {
  return jsonError(404, 'ResourceNotFoundException', message);
}

function unknownOperation(): AwsAnswer {
  return jsonError(404, 'UnknownOperationException', 'The local Scheduler does not answer this call.');
}

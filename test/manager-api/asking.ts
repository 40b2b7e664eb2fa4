/** Asks the manager's API of a world as the gateway would: by the route's key and its parameters. */
import { randomUUID } from 'node:crypto';
import type * as z from 'zod';
import type { HttpResponse } from '../../functions/http/respond.ts';
import type { Role } from '../../shared/api/manager/role.ts';
import { type ManagerRouteKey, managerRoutes } from '../../shared/api/manager/routes.ts';
import { type Problem, problemSchema } from '../../shared/api/problem.ts';
import { referenceOf } from '../../shared/booking/reference.ts';
import { httpEvent } from '../http/event.ts';
import type { Process, World } from '../world/world.ts';
import { tokenFor } from './tokens.ts';

export interface AskedParts {
  clinicId?: string;
  /** Of the platform `standard`. */
  uid?: string;
  /** Instead of the uid's own. */
  booking?: string;
  query?: Record<string, string>;
  body?: unknown;
  headers?: Record<string, string>;
  /** Absent: a manager's of the clinic. */
  token?: string | undefined;
}

/** The event of one request. `token: ''` sends none. */
export function managerEvent(key: string, parts: AskedParts = {}) {
  const { clinicId = 'rosewater', uid = 'visit-1', token = tokenFor('manager'), query = {}, body } = parts;
  const booking = parts.booking ?? referenceOf({ platform: 'standard', uid });
  const [method = '', pattern = ''] = key.split(' ');
  const path = pattern.replace('{clinicId}', clinicId).replace('{booking}', booking);
  const names = [...pattern.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const all: Record<string, string> = { clinicId, booking };
  const event = httpEvent({
    method,
    path,
    query: new URLSearchParams(query).toString(),
    headers: {
      ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...parts.headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const pathParameters = Object.fromEntries(names.map((name) => [name, all[name] ?? '']));
  return { ...event, routeKey: key, ...(names.length === 0 ? {} : { pathParameters }) };
}

export async function send(process: Process, key: string, parts: AskedParts = {}): Promise<HttpResponse> {
  return process.managerApi(managerEvent(key, parts));
}

/** The answer, held to its route's schema. */
export async function ask<Key extends ManagerRouteKey>(
  world: World,
  key: Key,
  parts: AskedParts = {},
): Promise<z.output<(typeof managerRoutes)[Key]['answer']>> {
  const response = await send(world.process(), key, parts);
  if (response.statusCode !== 200) throw new Error(`${key}: ${response.statusCode} ${response.body}`);
  // The route's own schema: TypeScript does not follow it through the table.
  return managerRoutes[key].answer.parse(JSON.parse(response.body ?? '')) as z.output<
    (typeof managerRoutes)[Key]['answer']
  >;
}

export async function askInVain(
  world: World,
  key: ManagerRouteKey,
  parts: AskedParts = {},
): Promise<Problem> {
  const response = await send(world.process(), key, parts);
  if (response.statusCode === 200) throw new Error(`${key}: expected a refusal`);
  return problemSchema.parse(JSON.parse(response.body ?? ''));
}

export function as(role: Role, name?: string): { token: string } {
  return { token: tokenFor(role, name === undefined ? {} : { name }) };
}

/** What every act is sent with. */
export function anAct(more: Record<string, unknown> = {}) {
  return { click: randomUUID(), why: 'talked to the client', ...more };
}

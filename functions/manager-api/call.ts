/** What a route's work is given and gives back, by the one table of routes: input its schemas took, and an answer its schema fits. */
import type * as z from 'zod';
import type { ManagerRouteKey, ManagerRoutes } from '../../shared/api/manager/routes.ts';
import type { ProblemDetails, ProblemType } from '../../shared/api/problem.ts';
import type { Place } from '../../shared/booking/place-event.ts';
import type { Instant } from '../../shared/time/instant.ts';
import type { StaffDeps } from '../workflow/deps.ts';
import type { Staff } from './admit.ts';

/** The routes behind the sign-in: all but the description. */
export type StaffRouteKey = Exclude<ManagerRouteKey, 'GET /v1/manager/openapi.json'>;

type Taken<Route, Part extends 'query' | 'body'> =
  Route extends Record<Part, infer Schema extends z.ZodType> ? z.output<Schema> : undefined;

export interface Call<Key extends StaffRouteKey> {
  staff: Staff;
  /** Of the routes about one booking: as its address names it. */
  place: Key extends `${string}{booking}${string}` ? Place : undefined;
  query: Taken<ManagerRoutes[Key], 'query'>;
  body: Taken<ManagerRoutes[Key], 'body'>;
  now: Instant;
}

export type Answer<Key extends StaffRouteKey> = z.input<ManagerRoutes[Key]['answer']>;

/** An expected refusal. */
export interface Refused {
  refused: ProblemType;
  details?: ProblemDetails;
}

export type Reply<Key extends StaffRouteKey> = { answer: Answer<Key> } | Refused;

/** The work of each route; by type none is forgotten. */
export type RouteWork = {
  [Key in StaffRouteKey]: (deps: StaffDeps, call: Call<Key>) => Promise<Reply<Key>>;
};

/** Each route's work: what it reads or does, and what it answers. */
import { actRoutes } from './act-routes.ts';
import type { RouteWork } from './call.ts';
import { readRoutes } from './read-routes.ts';

export const routeWork: RouteWork = { ...readRoutes, ...actRoutes };

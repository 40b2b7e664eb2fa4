/** What the opening page of the manager's site asks while it lies open on a desk: the list, and who is signed in, again and again. A page that is not looked at asks nothing. */
import type { ManagerRouteKey } from '../../../shared/api/manager/routes.ts';
import { dayMs, hourMs, secondMs } from '../../../shared/time/instant.ts';
import { managerEvent } from '../../manager-api/asking.ts';
import { fineAnswers, standardBooking } from '../../world/bodies.ts';
import { instantOf } from '../../world/world.ts';
import type { StoreUnits } from './counted-store.ts';
import { countedWorld } from './counted-world.ts';

/** How often each is asked for, as web/attention/rounds.ts and web/shell/clinic-gate.tsx have it. */
export const askedEveryMs = {
  'GET /v1/manager/clinics/{clinicId}/attention': 5 * secondMs,
  'GET /v1/manager/me': 20 * secondMs,
} as const satisfies Partial<Record<ManagerRouteKey, number>>;

/** A desk that is staffed eight hours a day on 22 days of the month. */
const openMs = 22 * 8 * hourMs;
/** Visits that need a person: what a busy clinic has on its list on a usual morning. */
const listed = 10;

/** Of a month. */
export interface PageUsage extends StoreUnits {
  requests: number;
}

export async function countOpenPage(): Promise<PageUsage> {
  const at = instantOf('2026-11-16T15:00:00Z');
  const { world, counted } = await countedWorld({ at, pagesUrl: 'https://rose.example' });
  for (let index = 0; index < listed; index += 1) {
    const client = {
      name: `Client ${index}`,
      phone: `+121255501${10 + index}`,
      email: `c${index}@rose.example`,
    };
    const answers = { ...fineAnswers, 'pregnant-nursing': true };
    await world.post(
      'standard',
      standardBooking({ at, start: at + (3 + index) * dayMs, uid: `visit-${index}`, client, answers }),
    );
  }
  const usage: PageUsage = { requests: 0, calls: 0, writeUnits: 0, readUnits: 0 };
  for (const [key, everyMs] of Object.entries(askedEveryMs)) {
    counted.reset();
    const { statusCode } = await world.process().managerApi(managerEvent(key));
    if (statusCode !== 200) throw new Error(`${key}: ${statusCode}`);
    const times = openMs / everyMs;
    usage.requests += times;
    for (const unit of ['calls', 'writeUnits', 'readUnits'] as const)
      usage[unit] += times * counted.units[unit];
  }
  return usage;
}

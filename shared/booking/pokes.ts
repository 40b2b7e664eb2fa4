/** The looks at a client's other bookings that every change of a visit plans, so that bookings of one client see each other. */
import type { Step } from '../follow-up/step.ts';
import { minuteMs } from '../time/instant.ts';
import type { Booking } from './booking.ts';

/** The second look at a client's other bookings: by then the indexes have caught up. Minutes. */
export const secondPokeMinutes = 2;

/** Plans the looks at the client's other bookings: now, and once the indexes have surely caught up. `since`: when what they look for happened. */
export function withPokes(booking: Booking, at: number, since = at): Booking {
  const again = at + secondPokeMinutes * minuteMs;
  return {
    ...booking,
    steps: [
      ...booking.steps.filter((step) => !(step.act.kind === 'check' && step.act.what === 'poke')),
      poke('poke', at, since),
      poke('poke-again', again, since),
    ],
  };
}

function poke(id: string, at: number, since: number): Step {
  return {
    id,
    act: { kind: 'check', what: 'poke' },
    state: { status: 'planned', from: Math.min(since, at), dueAt: at, notAfter: Number.MAX_SAFE_INTEGER },
  };
}

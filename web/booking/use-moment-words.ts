/** Instants inside sentences: always the date and the time, in the clinic's zone. */
import { use } from 'react';
import { serverNow } from '../api/server-clock.ts';
import { ZoneContext } from '../parts/time-text.tsx';
import { timeOf, timeWords } from '../parts/time-words.ts';

/** `Tue, Nov 24, 10:00 AM`: no "today", which would begin with a capital in the middle of a sentence. */
export function useMomentWords(): (instant: string) => string {
  const zone = use(ZoneContext);
  return (instant) => `${timeWords(instant, 'date', zone, serverNow())}, ${timeOf(instant, zone)}`;
}

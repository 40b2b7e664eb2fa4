/** Instants inside sentences that are put together before they are shown, in the clinic's zone. */
import { use } from 'react';
import { serverNow } from '../api/server-clock.ts';
import { ZoneContext } from '../parts/time-text.tsx';
import { timeWords } from '../parts/time-words.ts';

/** `today, 10:00 AM`, `Tue Nov 24, 10:00 AM`. */
export function useMomentWords(): (instant: string) => string {
  const zone = use(ZoneContext);
  return (instant) => timeWords(instant, 'in-sentence', zone, serverNow());
}

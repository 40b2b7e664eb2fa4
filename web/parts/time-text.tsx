/** An instant in words, in the clinic's zone, with the whole of it on demand. */
import { createContext, use } from 'react';
import { serverNow } from '../api/server-clock.ts';
import { fullTime, type TimeForm, timeWords } from './time-words.ts';

/** The clinic's zone; before somebody is signed in, the machine's own. */
export const ZoneContext = createContext(Intl.DateTimeFormat().resolvedOptions().timeZone);

interface TimeTextProps {
  /** ISO 8601. */
  at: string;
  form: TimeForm;
}

export function TimeText({ at, form }: TimeTextProps) {
  const zone = use(ZoneContext);
  return (
    <time dateTime={at} title={fullTime(at, zone)}>
      {timeWords(at, form, zone, serverNow())}
    </time>
  );
}

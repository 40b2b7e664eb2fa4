/** The journal for a person at a terminal: one short line per event, in the stack's own time. */
import type { BusinessEvent } from '../shared/journal/business-event.ts';
import type { Clock, Journal } from '../shared/ports.ts';
import { formatInstant } from '../shared/time/instant.ts';

/** Long enough for `text-postponed`, the longest event that happens daily. */
const eventColumns = 18;

export function shortJournal(clock: Clock, write: (line: string) => void): Journal {
  return {
    note(event) {
      if (isIdle(event)) return;
      const { event: name, ...fields } = event;
      // Beside a booking's name the delivery is only for queries.
      if ('bookingId' in fields && 'delivery' in fields) delete fields.delivery;
      const at = formatInstant(clock.now()).slice(0, 19).replace('T', ' ');
      write(`${at}Z  ${name.padEnd(eventColumns)} ${Object.values(fields).map(String).join('  ')}`);
    },
  };
}

/** A sweep that found nothing, once a minute. */
function isIdle(event: BusinessEvent): boolean {
  return event.event === 'swept' && event.looked === 0;
}

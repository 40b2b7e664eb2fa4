/** The visit as a calendar file (RFC 5545): treatment, clinic, time and place, and nothing of the client's health. A file to add, and no message of a scheduling system: it names no method, which would ask for an organizer. https://datatracker.ietf.org/doc/html/rfc5546#section-3.2.1 */
import type { Instant } from '../../shared/time/instant.ts';
import type { CareView } from './html/care-moments.ts';
import { pageWords } from './html/page-words.ts';

/** Octets of a line, its end left out. https://datatracker.ietf.org/doc/html/rfc5545#section-3.1 */
const lineOctetsMax = 75;

/** A day before, while there is still time to prepare. */
const remindBefore = '-P1D';

type CalendarView = Pick<
  CareView,
  'brand' | 'clinicPhone' | 'endAt' | 'language' | 'now' | 'place' | 'startAt' | 'treatment' | 'visit'
>;

export function writeCalendar(view: CalendarView): string {
  const { brand, clinicPhone, language, visit } = view;
  const title = `${view.treatment[language]} · ${brand}`;
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//booking-gate//client pages//EN',
    'CALSCALE:GREGORIAN',
    'BEGIN:VEVENT',
    `UID:${visit.id}@booking-gate`,
    `SEQUENCE:${visit.revision}`,
    `DTSTAMP:${utc(view.now)}`,
    `DTSTART:${utc(view.startAt)}`,
    `DTEND:${utc(view.endAt)}`,
    `SUMMARY:${text(title)}`,
    `LOCATION:${text(view.place)}`,
    `DESCRIPTION:${text(`${pageWords[language].calendarCall} ${clinicPhone}`)}`,
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `TRIGGER:${remindBefore}`,
    `DESCRIPTION:${text(title)}`,
    'END:VALARM',
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${fold(line)}\r\n`).join('');
}

/** `20261122T190000Z`. */
function utc(at: Instant): string {
  return `${new Date(at).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
}

/** https://datatracker.ietf.org/doc/html/rfc5545#section-3.3.11 */
function text(value: string): string {
  return value
    .replace(/[\\;,]/g, (char) => `\\${char}`)
    .replace(/\r\n|[\r\n\u2028\u2029]/g, '\\n')
    .replace(/\p{Cc}/gu, '');
}

/** Goes on in the next line after a blank, never inside a character. */
function fold(line: string): string {
  let folded = '';
  let octets = 0;
  for (const char of line) {
    const more = Buffer.byteLength(char);
    if (octets + more > lineOctetsMax) {
      folded += '\r\n ';
      octets = 1;
    }
    folded += char;
    octets += more;
  }
  return folded;
}

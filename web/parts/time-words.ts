/** Times as staff read them: in the clinic's zone, whatever the phone's is. */

const language = 'en-US';
const dayMs = 86_400_000;

/** Formatters are dear to make: one each. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const name = `${zone} ${JSON.stringify(options)}`;
  const known = formats.get(name);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat(language, { ...options, timeZone: zone });
  formats.set(name, made);
  return made;
}

/** `10:30 AM`. */
export function timeOf(at: string, zone: string): string {
  return formatOf(zone, { hour: 'numeric', minute: '2-digit' }).format(new Date(at));
}

/** The local date, `2026-11-22`. */
export function dateOf(at: string | number, zone: string): string {
  const parts = formatOf(zone, { year: 'numeric', month: '2-digit', day: '2-digit' }).formatToParts(
    new Date(at),
  );
  const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}`;
}

/** Whether it is a local date that exists, in the years that visits lie in. */
export function isDate(text: string): boolean {
  const at = /^20\d\d-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  // A day too many would roll over into the next month.
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

/** Whole days from one local date to another. */
function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs);
}

/** The local date so many days on. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
}

/** A local date in words: `Today`, `Tomorrow`, `Yesterday`, else `Sun Nov 22`, with the year where it is another. */
export function dayWords(date: string, today: string): string {
  const near = { '-1': 'Yesterday', '0': 'Today', '1': 'Tomorrow' }[String(daysBetween(today, date))];
  return near ?? dateWords(date, today);
}

/** `Sun Nov 22`, as texts and e-mails say it, with the year where it is another than today's: `Tue Jan 5 2027`. */
export function dateWords(date: string, today: string): string {
  const sameYear = date.slice(0, 4) === today.slice(0, 4);
  return formatOf('UTC', {
    weekday: 'short',
    month: 'short',
    day: 'numeric',
    ...(sameYear ? {} : { year: 'numeric' }),
  })
    .format(new Date(`${date}T00:00:00Z`))
    .replaceAll(',', '');
}

/** `Sun Nov 22 2026`: on paper nobody knows what year it is read in. */
export function fullDateWords(date: string): string {
  return dateWords(date, '');
}

/** `in-sentence`: the day and the time, with a small letter at its beginning. */
export type TimeForm = 'time' | 'day' | 'date' | 'day-and-time' | 'in-sentence';

/** `now`: epoch milliseconds. */
export function timeWords(at: string, form: TimeForm, zone: string, now: number): string {
  const today = dateOf(now, zone);
  const date = dateOf(at, zone);
  switch (form) {
    case 'time':
      return timeOf(at, zone);
    case 'day':
      return dayWords(date, today);
    case 'date':
      return dateWords(date, today);
    case 'day-and-time':
      return `${dayWords(date, today)}, ${timeOf(at, zone)}`;
    case 'in-sentence': {
      const day = dayWords(date, today);
      return `${day === dateWords(date, today) ? day : day.toLowerCase()}, ${timeOf(at, zone)}`;
    }
  }
}

/** The clinic's time by its name, where this machine's clock shows another: `Eastern Time`. */
export function otherZoneWords(at: string, zone: string): string | undefined {
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (dateOf(at, here) === dateOf(at, zone) && timeOf(at, here) === timeOf(at, zone)) return undefined;
  const parts = formatOf(zone, { timeZoneName: 'longGeneric' }).formatToParts(new Date(at));
  return parts.find(({ type }) => type === 'timeZoneName')?.value;
}

/** In full, for whoever points at a short one. */
export function fullTime(at: string, zone: string): string {
  return formatOf(zone, { dateStyle: 'full', timeStyle: 'long' }).format(new Date(at));
}

/** Days and times as texts say them, in the clinic's zone. Written out here, because a runtime's own formatting changes between versions and a text's length is counted to the letter. */
import type { Language } from '../policy/words.ts';
import type { Instant } from '../time/instant.ts';
import { type LocalDate, localTimeOf, weekdayOf } from '../time/zone.ts';

const weekdays = {
  en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
  es: ['lun', 'mar', 'mié', 'jue', 'vie', 'sáb', 'dom'],
} as const;

const months = {
  en: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
  es: ['ene', 'feb', 'mar', 'abr', 'may', 'jun', 'jul', 'ago', 'sep', 'oct', 'nov', 'dic'],
} as const;

/** `Dec 1`, `1 dic`. */
export function sayDate(date: LocalDate, language: Language): string {
  const month = months[language][Number(date.slice(5, 7)) - 1] ?? '';
  const day = Number(date.slice(8, 10));
  return language === 'en' ? `${month} ${day}` : `${day} ${month}`;
}

/** `Tue Dec 1`, `mar 1 dic`. */
export function sayDay(date: LocalDate, language: Language): string {
  return `${weekdayName(weekdayOf(date), language)} ${sayDate(date, language)}`;
}

/** `3:00 PM`, `15:00`. */
export function sayTime(instant: Instant, zone: string, language: Language): string {
  const { minuteOfDay } = localTimeOf(instant, zone);
  const hour = Math.floor(minuteOfDay / 60);
  const minute = String(minuteOfDay % 60).padStart(2, '0');
  if (language === 'es') return `${hour}:${minute}`;
  return `${hour % 12 === 0 ? 12 : hour % 12}:${minute} ${hour < 12 ? 'AM' : 'PM'}`;
}

/** `Tue Dec 1, 3:00 PM`, `mar 1 dic, 15:00`. */
export function sayMoment(instant: Instant, zone: string, language: Language): string {
  return `${sayDay(localTimeOf(instant, zone).date, language)}, ${sayTime(instant, zone, language)}`;
}

/** `Tue 3:00 PM`, `mar 15:00`: only for a moment within the coming week. */
export function saySoon(instant: Instant, zone: string, language: Language): string {
  const { weekday } = localTimeOf(instant, zone);
  return `${weekdayName(weekday, language)} ${sayTime(instant, zone, language)}`;
}

function weekdayName(weekday: number, language: Language): string {
  return weekdays[language][weekday - 1] ?? '';
}

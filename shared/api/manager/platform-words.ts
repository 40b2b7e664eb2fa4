/** What staff call the platforms that bookings come from. Plain strings, so that the site can hold them too. */

const platformWords: Readonly<Record<string, string>> = { 'cal-com': 'Cal.com' };

/** One that has no name of its own among people is called what it is. */
export function sayPlatform(id: string): string {
  const known = Object.hasOwn(platformWords, id) ? platformWords[id] : undefined;
  return known ?? 'the booking platform';
}

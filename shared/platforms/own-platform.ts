/** Bookings that staff write down themselves: a platform without a webhook, so that nobody can post to it. */

/** What stands in a booking in place of a platform's id. */
export const ownPlatform = 'clinic';

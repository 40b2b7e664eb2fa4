/** Who may do what at a clinic: three roles, each allowed everything that the one before is. Plain, so that the site can hold it too. */

/** A viewer reads, a manager acts on bookings, a clinician may also approve what a rule reserves for one. Least first. */
export const roles = ['viewer', 'manager', 'clinician'] as const;
export type Role = (typeof roles)[number];

/** Who acts on bookings. */
export type ActingRole = Exclude<Role, 'viewer'>;

export function isAtLeast(held: Role, needed: Role): boolean {
  return roles.indexOf(held) >= roles.indexOf(needed);
}

/** Who may do what at a clinic: three roles, each allowed everything that the one before is. */
import * as z from 'zod';

/** A viewer reads, a manager acts on bookings, a clinician may also approve what a rule reserves for one. Least first. */
export const roles = ['viewer', 'manager', 'clinician'] as const;
export const role = z.enum(roles);
export type Role = z.infer<typeof role>;

/** Who acts on bookings. */
export type ActingRole = Exclude<Role, 'viewer'>;

export function isAtLeast(held: Role, needed: Role): boolean {
  return roles.indexOf(held) >= roles.indexOf(needed);
}

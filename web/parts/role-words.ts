/** Who may do what, in words and in order. What counts is the API's answer; this only spares people a button that would be refused. */
import type { ClinicView } from '../api/use-api.ts';

export type Role = ClinicView['you']['role'];

const order: Readonly<Record<Role, number>> = { viewer: 0, manager: 1, clinician: 2 };

export const roleWords: Readonly<Record<Role, string>> = {
  viewer: 'Viewer: reads',
  manager: 'Manager: acts on bookings',
  clinician: 'Clinician: acts on bookings, clearances included',
};

export function isAtLeast(held: Role, needed: Role): boolean {
  return order[held] >= order[needed];
}

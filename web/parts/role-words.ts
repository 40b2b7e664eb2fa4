/** Who may do what, in words. */
import type { Role } from '../../shared/api/manager/role.ts';

export const roleWords: Readonly<Record<Role, string>> = {
  viewer: 'Viewer: reads',
  manager: 'Manager: acts on bookings',
  clinician: 'Clinician: acts on bookings, clearances included',
};

/** Who can sign in on this stack: made-up people at two made-up clinics, all with the same made-up password. */
import type { Post } from '../../shared/clinic/staff-group.ts';
import { demoClinicId, otherClinicId } from '../demo-clinic.ts';

export interface DemoPerson extends Post {
  username: string;
}

/** Made up, and shown on the sign-in page itself: it opens nothing but this stack. */
export const demoPassword = 'demo';

export const demoPeople: readonly DemoPerson[] = [
  { username: 'mara', clinicId: demoClinicId, role: 'manager' },
  { username: 'max', clinicId: demoClinicId, role: 'manager' },
  { username: 'clea', clinicId: demoClinicId, role: 'clinician' },
  { username: 'vera', clinicId: demoClinicId, role: 'viewer' },
  { username: 'otto', clinicId: otherClinicId, role: 'manager' },
];

export function personOf(username: string): DemoPerson | undefined {
  return demoPeople.find((person) => person.username === username);
}

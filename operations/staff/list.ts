/** Lists who has access to a clinic: as what, and how far their sign-in is. */
import { roles } from '../../shared/api/manager/role.ts';
import { groupOf } from '../../shared/clinic/staff-group.ts';
import type { ExitCode } from '../command-line.ts';
import type { Person } from './directory.ts';
import { type OpenStaff, postsOf } from './open-staff.ts';
import type { StaffOptions } from './options.ts';

export async function listStaff(
  { clinicId }: Extract<StaffOptions, { verb: 'list' }>,
  { directory, print }: OpenStaff,
): Promise<ExitCode> {
  const rows: string[][] = [];
  for (const role of [...roles].reverse()) {
    for (const person of await directory.membersOf(groupOf({ clinicId, role }))) {
      rows.push([person.username, role, sayStatus(person), person.email]);
    }
  }
  if (rows.length === 0) print(`Nobody has access to ${clinicId}.`);
  const widths = [0, 1, 2].map((column) => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0)));
  for (const row of rows) print(row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
  return 0;
}

function sayStatus(person: Person): string {
  if (!person.enabled) return 'put out';
  if (postsOf(person).length > 1) return 'in two groups: set the role again';
  switch (person.status) {
    case 'invited':
      return 'invited';
    case 'active':
      return person.hasSecondFactor ? 'active, second factor' : 'active';
    case 'other':
      return 'must reset the password';
  }
}

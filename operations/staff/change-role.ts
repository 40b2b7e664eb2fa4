/** Makes somebody more or less. In between they are in both groups, or left in both where this is interrupted: then they are let in nowhere until it is run again. */
import { groupOf } from '../../shared/clinic/staff-group.ts';
import type { ExitCode } from '../command-line.ts';
import { type OpenStaff, postsOf, sayPost } from './open-staff.ts';
import type { StaffOptions } from './options.ts';

export async function changeRole(
  { clinicId, username, role }: Extract<StaffOptions, { verb: 'role' }>,
  { directory, print, complain }: OpenStaff,
): Promise<ExitCode> {
  const person = await directory.find(username);
  const here = person === undefined ? [] : postsOf(person).filter((post) => post.clinicId === clinicId);
  if (here.length === 0) {
    complain(`--username: ${username} has no access to ${clinicId}; "add" gives it.`);
    return 1;
  }
  const asked = { clinicId, role };
  const others = here.filter((post) => post.role !== role);
  if (others.length === here.length) await directory.join(username, groupOf(asked));
  for (const post of others) await directory.leave(username, groupOf(post));
  if (others.length === 0) {
    print(`${username} is ${sayPost(asked)} already.`);
    return 0;
  }
  await directory.signOut(username);
  print(`${username} is ${sayPost(asked)}, from the next sign-in on: what is open now ends within minutes.`);
  return 0;
}

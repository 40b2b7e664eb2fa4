/** Takes somebody's access away. The name stays taken, for acts are recorded under it. */
import { groupOf } from '../../shared/clinic/staff-group.ts';
import type { ExitCode } from '../command-line.ts';
import { type OpenStaff, postsOf, sayPost } from './open-staff.ts';
import type { StaffOptions } from './options.ts';

/** First nobody can sign in, then the rest: an interruption leaves nobody in. */
export async function removePerson(
  { clinicId, username, forget }: Extract<StaffOptions, { verb: 'remove' }>,
  { directory, print, complain }: OpenStaff,
): Promise<ExitCode> {
  const person = await directory.find(username);
  if (person === undefined) {
    complain(`--username: there is no ${username}.`);
    return 1;
  }
  const posts = postsOf(person);
  const elsewhere = posts.find((post) => post.clinicId !== clinicId);
  if (elsewhere !== undefined) {
    complain(`--clinic: ${username} is ${sayPost(elsewhere)}, not of ${clinicId}.`);
    return 1;
  }
  if (person.enabled) await directory.disable(username);
  for (const post of posts) await directory.leave(username, groupOf(post));
  if (forget) await directory.forget(username);
  print(
    forget
      ? `${username} has no access any more, and the sign-in is deleted: nobody else should get the name.`
      : `${username} has no access any more: what is open now ends within minutes.`,
  );
  print(
    `If ${person.email} reads the clinic's notices: npm run clinic -- notices ${clinicId} --unsubscribe ${person.email}`,
  );
  return 0;
}

/** Gives somebody access: the invitation first, then the group. Interrupted in between it can be run again, for without a group nobody is let in anywhere. */
import { groupOf } from '../../shared/clinic/staff-group.ts';
import type { ExitCode } from '../command-line.ts';
import type { Person } from './directory.ts';
import { type OpenStaff, postsOf, sayPost } from './open-staff.ts';
import type { StaffOptions } from './options.ts';

type AddOptions = Extract<StaffOptions, { verb: 'add' }>;

export async function addPerson(options: AddOptions, open: OpenStaff): Promise<ExitCode> {
  const { clinicId, username, email, role } = options;
  const { directory, hasClinic, print, complain } = open;
  if (!(await hasClinic(clinicId))) {
    complain(`--clinic: the stage has no clinic "${clinicId}".`);
    return 1;
  }
  const known = await directory.find(username);
  if (known !== undefined) return addKnown(options, known, open);
  if ((await directory.invite(username, email)) === 'taken') {
    complain(`--email: somebody else signs in with ${email}.`);
    return 1;
  }
  await directory.join(username, groupOf({ clinicId, role }));
  print(
    `${username} is ${sayPost({ clinicId, role })}: AWS wrote to ${email}, with a password for the first time.`,
  );
  return 0;
}

/** Somebody who was invited and never came, was put out, or whose invitation was interrupted. */
async function addKnown(
  { clinicId, username, email, role }: AddOptions,
  known: Person,
  { directory, print, complain }: OpenStaff,
): Promise<ExitCode> {
  const asked = { clinicId, role };
  const posts = postsOf(known);
  const elsewhere = posts.find((post) => post.clinicId !== clinicId);
  if (elsewhere !== undefined) {
    complain(
      `--username: ${username} is ${sayPost(elsewhere)}, and a person works at one clinic; take another name here.`,
    );
    return 1;
  }
  const other = posts.find((post) => post.role !== role);
  if (other !== undefined) {
    complain(
      `--role: ${username} is ${sayPost(other)}; npm run staff -- role --clinic ${clinicId} --username ${username} --role ${role}`,
    );
    return 1;
  }
  if (known.email !== email) {
    complain(
      `--email: ${username} is known with another address; a name is one person's for good. Take another name.`,
    );
    return 1;
  }
  if (!known.enabled) await directory.enable(username);
  if (posts.length === 0) await directory.join(username, groupOf(asked));
  if (known.status === 'invited') await directory.inviteAgain(username);
  print(
    known.status === 'invited'
      ? `${username} is ${sayPost(asked)}: AWS wrote to ${email} once more.`
      : `${username} is ${sayPost(asked)}.`,
  );
  return 0;
}

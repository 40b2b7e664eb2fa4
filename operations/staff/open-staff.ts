/** What each verb of the staff command works with, and what it says of a person. */
import { type Post, readGroups } from '../../shared/clinic/staff-group.ts';
import type { CommandIo } from '../command-line.ts';
import type { Person, StaffDirectory } from './directory.ts';

export interface OpenStaff extends CommandIo {
  directory: StaffDirectory;
  /** Whether the stage has settings of it. */
  hasClinic: (id: string) => Promise<boolean>;
}

/** Where somebody works, by each of their groups: none for who was put out, two after a change that was interrupted. */
export function postsOf({ groups }: Pick<Person, 'groups'>): Post[] {
  return groups.flatMap((group) => readGroups([group]) ?? []);
}

export function sayPost({ clinicId, role }: Post): string {
  return `${role} of ${clinicId}`;
}

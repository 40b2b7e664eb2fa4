/** The group in a sign-in's token that says where somebody works and as what: `rosewater.manager`. One clinic a person. */
import { type Role, roles } from '../api/manager/role.ts';
import { identifier } from '../policy/words.ts';

/** The claim of the access token that lists the groups: Cognito's own name for it. */
export const groupsClaim = 'cognito:groups';

export interface Post {
  clinicId: string;
  role: Role;
}

export function groupOf({ clinicId, role }: Post): string {
  return `${clinicId}.${role}`;
}

/** `undefined` unless exactly one well-formed group is named: who belongs nowhere, or to two places, is let in nowhere. */
export function readGroups(claim: unknown): Post | undefined {
  if (!Array.isArray(claim) || claim.length !== 1) return undefined;
  const [group] = claim;
  if (typeof group !== 'string') return undefined;
  const [clinicId, held, ...more] = group.split('.');
  const clinic = identifier.safeParse(clinicId);
  const role = roles.find((one) => one === held);
  if (!clinic.success || role === undefined || more.length > 0) return undefined;
  return { clinicId: clinic.data, role };
}

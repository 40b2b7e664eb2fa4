/** Who may come in, in one place: a token of ours, exactly one clinic in it, that clinic's address, and a role that may. Everything the API does stands behind this. */
import { isAtLeast, type Role } from '../../shared/api/manager/role.ts';
import { readGroups } from '../../shared/clinic/staff-group.ts';
import type { Journal } from '../../shared/ports.ts';
import type { RateLimiter } from '../http/rate-limiter.ts';
import { type HttpResponse, problem, retryAfter } from '../http/respond.ts';
import type { VerifyToken } from './verify-token.ts';

/** Whoever is signed in: where they work, as what, and the name their acts are recorded under. */
export interface Staff {
  clinicId: string;
  role: Role;
  name: string;
}

export interface AdmitDeps {
  verify: VerifyToken;
  limiter: RateLimiter;
  journal: Journal;
}

export interface Knock {
  authorization: string | undefined;
  /** Whose refusals are counted together. */
  address: string;
  routeKey: string;
  needs: Role;
  /** The clinic in the address; absent where the route has none. */
  clinicId: string | undefined;
}

export type Admitted = { admitted: true; staff: Staff } | { admitted: false; response: HttpResponse };

export async function admit(deps: AdmitDeps, knock: Knock): Promise<Admitted> {
  const token = tokenOf(knock.authorization);
  if (token === undefined) return notSignedIn(deps, knock, 'no token');
  const read = await deps.verify(token);
  if (read.read === 'refused') return notSignedIn(deps, knock, read.reason);
  const { groups, username } = read.signedIn;
  const post = readGroups(groups);
  if (post === undefined) {
    deps.journal.note({ event: 'sign-in-refused', reason: 'groups' });
    return refused(problem('forbidden', { detail: 'You work at no clinic here, or at more than one.' }));
  }
  // Before the refusals below: who is refused again and again is bounded as well.
  const taken = deps.limiter.take(`${post.clinicId} ${username}`);
  if (!taken.allowed) return tooMany(taken.retryAfterSeconds);
  if (knock.clinicId !== undefined && knock.clinicId !== post.clinicId) {
    deps.journal.note({ event: 'tenant-wall', clinicId: post.clinicId, route: knock.routeKey });
    return refused(problem('not-found'));
  }
  if (!isAtLeast(post.role, knock.needs)) {
    return refused(problem('forbidden', { detail: `This takes a ${knock.needs}; you are a ${post.role}.` }));
  }
  return { admitted: true, staff: { ...post, name: username } };
}

/** `Bearer` in any case, as RFC 6750 has it; duplicates of the header are joined by commas, and no token has one. */
function tokenOf(authorization: string | undefined): string | undefined {
  return /^bearer +([^\s,]+)$/i.exec(authorization ?? '')?.[1];
}

/** Counted after the check, so that a good token from the same address comes in whatever else is sent from there. */
function notSignedIn({ journal, limiter }: AdmitDeps, { address }: Knock, reason: string): Admitted {
  const taken = limiter.take(`refused ${address}`);
  if (!taken.allowed) return tooMany(taken.retryAfterSeconds);
  journal.note({ event: 'sign-in-refused', reason });
  return refused(problem('not-signed-in', {}, { 'www-authenticate': 'Bearer' }));
}

function tooMany(seconds: number): Admitted {
  return refused(problem('too-many-requests', {}, retryAfter(seconds)));
}

function refused(response: HttpResponse): Admitted {
  return { admitted: false, response };
}

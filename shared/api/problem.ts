/** Problem details (RFC 9457): the one shape of every refusal and failure of the HTTP API. A closed table, so that callers can rely on the types. */
import * as z from 'zod';
import { instant } from './fields.ts';

/** Each problem's status and title; the title never changes from case to case. */
export const problems = {
  'unknown-clinic-or-signature': {
    status: 401,
    title: 'The clinic is unknown or the signature does not fit',
  },
  'not-signed-in': { status: 401, title: 'A valid sign-in is needed' },
  forbidden: { status: 403, title: 'This is not for the caller' },
  'not-found': { status: 404, title: 'There is nothing at this address' },
  'method-not-allowed': { status: 405, title: 'The method is not allowed here' },
  conflict: { status: 409, title: 'Somebody else changed it first' },
  'delivery-conflict': { status: 409, title: 'Another delivery came with the same id and another body' },
  'body-too-large': { status: 413, title: 'The body is too large' },
  'unsupported-media-type': { status: 415, title: 'The content type is not supported here' },
  'invalid-input': { status: 422, title: 'A field is missing or wrong' },
  'unreadable-delivery': { status: 422, title: 'The delivery is verified but cannot be read' },
  'too-many-requests': { status: 429, title: 'Too many requests' },
  internal: { status: 500, title: 'Something failed on our side' },
  unavailable: { status: 503, title: 'The service is out of reach for a moment' },
} as const satisfies Record<string, { status: number; title: string }>;
export type ProblemType = keyof typeof problems;

/** Problem types are names, not pages: nothing is served at them. */
const typePrefix = 'urn:booking-gate:problem:';

/** The most fields one problem names; a body that is wrong in more places is wrong as a whole. */
export const problemErrorsMax = 20;

/** Characters of a problem's own sentence. */
export const detailCharsMax = 300;

const problemError = z.strictObject({
  /** Where in the body, e.g. `data.startAt`. */
  path: z.string().max(120),
  /** What should stand there; never what did. */
  expected: z.string().max(200),
});
/** One field that is wrong: its place and what it should be, never its value. */
export type ProblemError = z.infer<typeof problemError>;

/** As sent, `application/problem+json`. Names fields and expectations; carries no secret, signature or answer. */
export const problemSchema = z.strictObject({
  type: z.string().max(120),
  title: z.string().max(120),
  status: z.int().min(400).max(599),
  detail: z.string().max(detailCharsMax).optional(),
  errors: z.array(problemError).max(problemErrorsMax).optional(),
  /** Of a conflict: what somebody else did last. */
  latest: z.strictObject({ did: z.string(), by: z.string().optional(), at: instant }).optional(),
});
export type Problem = z.infer<typeof problemSchema>;

/** What a problem may add to its type: one sentence in our own words, and the fields that are wrong. */
export interface ProblemDetails {
  detail?: string;
  errors?: readonly ProblemError[];
  latest?: NonNullable<Problem['latest']>;
}

/** A problem of the table; fields past `problemErrorsMax` are left out. */
export function problemOf(type: ProblemType, details: ProblemDetails = {}): Problem {
  const { status, title } = problems[type];
  const { detail, errors, latest } = details;
  return {
    type: `${typePrefix}${type}`,
    title,
    status,
    ...(detail === undefined ? {} : { detail }),
    ...(errors === undefined || errors.length === 0 ? {} : { errors: errors.slice(0, problemErrorsMax) }),
    ...(latest === undefined ? {} : { latest }),
  };
}

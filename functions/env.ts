/** What the functions are told by their environment; anything missing or odd stops one at the start, with the variable's name. Each function's own list stands beside it, and the deployment fills in exactly that. */
import * as z from 'zod';

const arn = z.string().regex(/^arn:[^:]+:[^:]+:/, 'expected an ARN');

/** For every function: they all may change a booking, and a changed booking may need another timer. */
export const bookingEnv = z.object({
  AWS_REGION: z.string().min(1),
  AWS_LAMBDA_FUNCTION_NAME: z.string().min(1),
  /** The dimension of every metric. */
  STAGE: z.string().min(1).max(20),
  TABLE_NAME: z.string().min(3).max(255),
  /** What a due booking's timer calls, and as whom. */
  TIMER_FUNCTION_ARN: arn,
  TIMER_ROLE_ARN: arn,
  TIMER_GROUP: z.string().min(1).max(64),
  /** Where a timer goes that could not be handed over. */
  TIMER_DEAD_LETTER_ARN: arn,
});
export type BookingEnv = z.infer<typeof bookingEnv>;

/** What Lambda itself sets; the rest is the deployment's. */
export type SetByLambda = 'AWS_REGION' | 'AWS_LAMBDA_FUNCTION_NAME';

/** For the functions that look clinics' secrets up. */
export const secretsEnv = z.object({
  /** Of the names of the clinics' secrets; the clinic's id follows. */
  CLINIC_SECRET_PREFIX: z.string().regex(/^[\w/+=.@-]+\/$/, 'expected the beginning of names, ending in "/"'),
});

/** For the functions that count by address. */
export const frontDoorEnv = z.object({
  /** What a request carries that came through CloudFront; absent where none stands before them. */
  VIEWER_PROOF: z.string().min(16).max(200).optional(),
});

/** For the functions that notify staff. */
export const noticesEnv = z.object({
  /** Of the ARNs of the clinics' topics; the clinic's id follows. */
  NOTICES_TOPIC_PREFIX: arn.regex(/-$/, 'expected the beginning of ARNs, ending in "-"'),
  /** Where staff sign in to see more, without a slash at the end. */
  MANAGER_URL: z.string().regex(/^https?:\/\/[^/\s]+$/, 'expected an origin such as https://a.example'),
});
export type NoticesEnv = z.infer<typeof noticesEnv>;

/** Names the variables that are wrong and what they should be, never what they hold. */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError';
}

export function readEnv<T>(schema: z.ZodType<T>, variables: Readonly<Record<string, string | undefined>>): T {
  const parsed = schema.safeParse(variables);
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new EnvironmentError(`the environment is not complete: ${wrong.join('; ')}`);
}

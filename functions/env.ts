/** What a function is told by its environment; anything missing or odd stops it at the start, with the variable's name. */
import * as z from 'zod';

const arn = z.string().regex(/^arn:[^:]+:[^:]+:/, 'expected an ARN');

const functionEnv = z.object({
  AWS_REGION: z.string().min(1),
  TABLE_NAME: z.string().min(3).max(255),
  /** What a due booking's timer calls, and as whom. */
  TIMER_FUNCTION_ARN: arn,
  TIMER_ROLE_ARN: arn,
  TIMER_GROUP: z.string().min(1).max(64).optional(),
  TIMER_DEAD_LETTER_ARN: arn.optional(),
  NOTICES_TOPIC_ARN: arn,
});
export type FunctionEnv = z.infer<typeof functionEnv>;

/** Names the variables that are wrong and what they should be, never what they hold. */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError';
}

export function readEnv(variables: Readonly<Record<string, string | undefined>>): FunctionEnv {
  const parsed = functionEnv.safeParse(variables);
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new EnvironmentError(`the environment is not complete: ${wrong.join('; ')}`);
}

/** What the manager's API is told by its environment. */
import * as z from 'zod';
import { bookingEnv, frontDoorEnv, secretsEnv } from '../env.ts';

export const managerApiEnv = z.object({
  ...bookingEnv.shape,
  ...secretsEnv.shape,
  ...frontDoorEnv.shape,
  /** Whose tokens count, and made for which application. */
  SIGN_IN_ISSUER: z.url({ protocol: /^https$/, error: 'expected an https address' }),
  SIGN_IN_CLIENT_ID: z.string().min(1).max(128),
});
export type ManagerApiEnv = z.infer<typeof managerApiEnv>;

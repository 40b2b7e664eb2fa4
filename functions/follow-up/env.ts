/** What the follow-up is told by its environment. */
import * as z from 'zod';
import { bookingEnv, noticesEnv } from '../env.ts';

export const followUpEnv = z.object({ ...bookingEnv.shape, ...noticesEnv.shape });
export type FollowUpEnv = z.infer<typeof followUpEnv>;

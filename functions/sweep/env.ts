/** What the sweep is told by its environment. */
import * as z from 'zod';
import { bookingEnv, noticesEnv, secretsEnv } from '../env.ts';

export const sweepEnv = z.object({ ...bookingEnv.shape, ...noticesEnv.shape, ...secretsEnv.shape });
export type SweepEnv = z.infer<typeof sweepEnv>;

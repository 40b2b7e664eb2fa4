/** What the clients' pages are told by their environment. */
import * as z from 'zod';
import { bookingEnv } from '../env.ts';

export const clientPagesEnv = z.object({ ...bookingEnv.shape });
export type ClientPagesEnv = z.infer<typeof clientPagesEnv>;

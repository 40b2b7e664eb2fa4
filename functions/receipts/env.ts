/** What the receipts' function is told by its environment. */
import * as z from 'zod';
import { bookingEnv } from '../env.ts';

export const receiptsEnv = z.object({ ...bookingEnv.shape });
export type ReceiptsEnv = z.infer<typeof receiptsEnv>;

/** What the inbound texts' function is told by its environment. */
import * as z from 'zod';
import { bookingEnv, secretsEnv } from '../env.ts';

export const inboundTextEnv = z.object({ ...bookingEnv.shape, ...secretsEnv.shape });
export type InboundTextEnv = z.infer<typeof inboundTextEnv>;

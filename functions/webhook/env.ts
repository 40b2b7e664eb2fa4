/** What the webhook is told by its environment. */
import * as z from 'zod';
import { bookingEnv, secretsEnv } from '../env.ts';

export const webhookEnv = z.object({ ...bookingEnv.shape, ...secretsEnv.shape });
export type WebhookEnv = z.infer<typeof webhookEnv>;

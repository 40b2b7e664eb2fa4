/** What the clients' pages are told by their environment. */
import * as z from 'zod';
import { bookingEnv } from '../env.ts';

export const clientPagesEnv = z.object({
  ...bookingEnv.shape,
  /** What a request carries that came through CloudFront; absent where none stands before the pages. */
  VIEWER_PROOF: z.string().min(16).max(200).optional(),
});
export type ClientPagesEnv = z.infer<typeof clientPagesEnv>;

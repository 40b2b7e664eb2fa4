/** The receipts' Lambda: composed once per instance, from its environment. */
import { composeBookings } from '../compose.ts';
import { readEnv } from '../env.ts';
import { receiptsEnv } from './env.ts';
import { createHandler } from './handler.ts';

export const handler = createHandler(composeBookings(readEnv(receiptsEnv, process.env)).deps);

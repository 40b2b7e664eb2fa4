/** The receipts' Lambda: composed once per instance, from its environment. */
import { asyncHandler } from '../async-handler.ts';
import { composeBookings } from '../compose.ts';
import { readEnv } from '../env.ts';
import { receiptsEnv } from './env.ts';
import { createHandler } from './handler.ts';

const { deps, invocations } = composeBookings(readEnv(receiptsEnv, process.env));

export const handler = invocations.around(asyncHandler(createHandler(deps)));

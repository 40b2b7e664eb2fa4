/** The inbound texts' Lambda: composed once per instance, from its environment. */
import { composeFromEnv } from '../compose.ts';
import { readEnv } from '../env.ts';
import { createHandler } from './handler.ts';

export const handler = createHandler(composeFromEnv(readEnv(process.env)));

/** The inbound texts' Lambda: composed once per instance, from its environment. */
import { secretsManagerClient, snsClient } from '../adapters/clients.ts';
import { secretsManagerSecrets } from '../adapters/secrets-manager-secrets.ts';
import { snsOptIn } from '../adapters/sns-opt-in.ts';
import { snsTexting } from '../adapters/sns-texting.ts';
import { asyncHandler } from '../async-handler.ts';
import { composeBookings } from '../compose.ts';
import { readEnv } from '../env.ts';
import { inboundTextEnv } from './env.ts';
import { createHandler } from './handler.ts';

const env = readEnv(inboundTextEnv, process.env);
const { region, deps, invocations } = composeBookings(env);
const { clock } = deps;
const sns = snsClient(region);

export const handler = invocations.around(
  asyncHandler(
    createHandler({
      ...deps,
      texting: { ...snsTexting(sns), ...snsOptIn(sns) },
      secrets: secretsManagerSecrets(secretsManagerClient(region), {
        clock,
        prefix: env.CLINIC_SECRET_PREFIX,
      }),
    }),
  ),
);

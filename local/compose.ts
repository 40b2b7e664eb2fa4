/** The production adapters put together over the embedded services: all of them, and the stack's own clock and journal. */
import {
  type ClientSettings,
  dynamodbClient,
  schedulerClient,
  secretsManagerClient,
  snsClient,
} from '../functions/adapters/clients.ts';
import { dynamodbStore } from '../functions/adapters/dynamodb-store.ts';
import { schedulerTimers } from '../functions/adapters/scheduler-timers.ts';
import { secretsManagerSecrets } from '../functions/adapters/secrets-manager-secrets.ts';
import { snsOptIn } from '../functions/adapters/sns-opt-in.ts';
import { snsStaffNotices } from '../functions/adapters/sns-staff-notices.ts';
import { snsTexting } from '../functions/adapters/sns-texting.ts';
import { systemRandomness } from '../functions/adapters/system-ports.ts';
import type { Deps } from '../functions/workflow/deps.ts';
import { createPolicies } from '../functions/workflow/policies.ts';
import type { Clock, Journal } from '../shared/ports.ts';
import {
  clinicSecretPrefix,
  followUpArn,
  names,
  noticesTopicPrefix,
  tableName,
  timerFailuresArn,
  timerRoleArn,
} from './aws-names.ts';

/** Where each service answers. */
export interface Endpoints {
  dynamodb: ClientSettings;
  scheduler: ClientSettings;
  sns: ClientSettings;
  secretsManager: ClientSettings;
}

/** `siteUrl`: asked when a notice names it, for the server's port is known last. */
export function composeDeps(
  endpoints: Endpoints,
  clock: Clock,
  journal: Journal,
  siteUrl: () => string,
): Deps {
  const sns = snsClient(endpoints.sns);
  const store = dynamodbStore(dynamodbClient(endpoints.dynamodb), tableName);
  const vault = secretsManagerClient(endpoints.secretsManager);
  return {
    clock,
    journal,
    store,
    timers: schedulerTimers(schedulerClient(endpoints.scheduler), {
      functionArn: followUpArn,
      roleArn: timerRoleArn,
      groupName: names.timerGroup,
      deadLetterArn: timerFailuresArn,
    }),
    texting: { ...snsTexting(sns), ...snsOptIn(sns) },
    staffNotices: {
      publish: (notice) =>
        snsStaffNotices(sns, { NOTICES_TOPIC_PREFIX: noticesTopicPrefix, MANAGER_URL: siteUrl() }).publish(
          notice,
        ),
    },
    secrets: secretsManagerSecrets(vault, { clock, prefix: clinicSecretPrefix }),
    randomness: systemRandomness,
    policies: createPolicies(store),
  };
}

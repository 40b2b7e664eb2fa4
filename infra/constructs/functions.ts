/** The functions, each told exactly what its environment's schema asks for and allowed exactly what it calls. */
import { Aws } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { ClientPagesEnv } from '../../functions/client-pages/env.ts';
import type { BookingEnv, NoticesEnv, SetByLambda } from '../../functions/env.ts';
import type { FollowUpEnv } from '../../functions/follow-up/env.ts';
import type { InboundTextEnv } from '../../functions/inbound-text/env.ts';
import type { ManagerApiEnv } from '../../functions/manager-api/env.ts';
import type { ReceiptsEnv } from '../../functions/receipts/env.ts';
import type { SweepEnv } from '../../functions/sweep/env.ts';
import type { WebhookEnv } from '../../functions/webhook/env.ts';
import {
  type AsyncFunctionName,
  type FunctionName,
  resourceNames,
} from '../../shared/deployment/resource-names.ts';
import { queueFailures } from './async-failures.ts';
import { grantClinicSecrets } from './clinic-secrets.ts';
import { FollowUpSchedules } from './follow-up-schedules.ts';
import type { FrontDoor } from './front-door.ts';
import { type House, HouseFunction, type HouseFunctionProps } from './house-function.ts';
import { useOfKey } from './key-use.ts';
import type { SignIn } from './sign-in.ts';
import { grantTable } from './table-grants.ts';
import { grantOptIn, grantTexting } from './text-messaging.ts';
import { acknowledge, wildcards } from './wildcards.ts';

export interface FunctionsProps {
  house: House;
  table: ITable;
  door: Pick<FrontDoor, 'url' | 'viewerProof'>;
  signIn: Pick<SignIn, 'config'>;
}

export interface Functions {
  functions: Record<FunctionName, HouseFunction>;
  failures: Record<AsyncFunctionName, Queue>;
  timers: FollowUpSchedules;
}

export function addFunctions(scope: Construct, { house, table, door, signIn }: FunctionsProps): Functions {
  const names = resourceNames(house.stage);
  const timers = new FollowUpSchedules(scope, house);
  const booking: Omit<BookingEnv, SetByLambda> = {
    STAGE: house.stage,
    TABLE_NAME: table.tableName,
    TIMER_FUNCTION_ARN: timers.targetArn,
    TIMER_ROLE_ARN: timers.role.roleArn,
    TIMER_GROUP: names.timerGroup,
    TIMER_DEAD_LETTER_ARN: timers.failures.queueArn,
  };
  const secrets = { CLINIC_SECRET_PREFIX: names.clinicSecretPrefix };
  const told: NoticesEnv = { NOTICES_TOPIC_PREFIX: clinicTopics(house), MANAGER_URL: door.url };
  const functions = {
    webhook: add<WebhookEnv>('webhook', { ...booking, ...secrets }),
    'client-pages': add<ClientPagesEnv>('client-pages', { ...booking, VIEWER_PROOF: door.viewerProof }),
    'manager-api': add<ManagerApiEnv>('manager-api', {
      ...booking,
      ...secrets,
      VIEWER_PROOF: door.viewerProof,
      SIGN_IN_ISSUER: signIn.config.issuer,
      SIGN_IN_CLIENT_ID: signIn.config.clientId,
    }),
    'follow-up': add<FollowUpEnv>('follow-up', { ...booking, ...told }),
    sweep: add<SweepEnv>('sweep', { ...booking, ...told, ...secrets }, { concurrencyMax: 1 }),
    'inbound-text': add<InboundTextEnv>('inbound-text', { ...booking, ...secrets }),
    receipts: add<ReceiptsEnv>('receipts', booking),
  };

  function add<Environment>(
    name: FunctionName,
    environment: HouseFunctionProps<Environment>['environment'],
    limits: { concurrencyMax?: number } = {},
  ): HouseFunction {
    const own = new HouseFunction<Environment>(scope, { name, house, environment, ...limits });
    grantTable(own, table, house.key);
    timers.grantCreate(own.role);
    return own;
  }

  for (const name of ['webhook', 'manager-api', 'sweep', 'inbound-text'] as const)
    grantClinicSecrets(functions[name], house);
  for (const name of ['follow-up', 'sweep', 'inbound-text'] as const) grantTexting(functions[name]);
  for (const name of ['follow-up', 'sweep'] as const) grantNotices(functions[name], house);
  grantOptIn(functions['inbound-text']);
  return { functions, timers, failures: queuesOf(functions, house) };
}

/** Made by a command with each clinic, never by a deployment; encrypted with the stage's key. */
function clinicTopics({ stage }: House): string {
  return `arn:${Aws.PARTITION}:sns:${Aws.REGION}:${Aws.ACCOUNT_ID}:${resourceNames(stage).clinicTopicPrefix}`;
}

/** An encrypted topic takes the key's use of whoever publishes to it. https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html */
function grantNotices({ role }: HouseFunction, house: House): void {
  role.addToPolicy(new PolicyStatement({ actions: ['sns:Publish'], resources: [`${clinicTopics(house)}*`] }));
  useOfKey(role, house.key, { services: ['sns'], actions: ['kms:Decrypt', 'kms:GenerateDataKey'] });
  acknowledge(role, wildcards.clinicTopicsOf(resourceNames(house.stage).clinicTopicPrefix));
}

function queuesOf(functions: Record<FunctionName, HouseFunction>, house: House): Functions['failures'] {
  return {
    'follow-up': queueFailures(functions['follow-up'], 'follow-up', house),
    // The next run comes in a minute and finds the same work.
    sweep: queueFailures(functions.sweep, 'sweep', house, { retriesMax: 0 }),
    'inbound-text': queueFailures(functions['inbound-text'], 'inbound-text', house),
    receipts: queueFailures(functions.receipts, 'receipts', house),
  };
}

/** The six functions, each told exactly what its environment's schema asks for and allowed exactly what it calls. */
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { ClientPagesEnv } from '../../functions/client-pages/env.ts';
import type { BookingEnv, SetByLambda } from '../../functions/env.ts';
import type { FollowUpEnv } from '../../functions/follow-up/env.ts';
import type { InboundTextEnv } from '../../functions/inbound-text/env.ts';
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
import { encryptedTopic } from './encrypted-topic.ts';
import { FollowUpSchedules } from './follow-up-schedules.ts';
import { type House, HouseFunction, type HouseFunctionProps } from './house-function.ts';
import { useOfKey } from './key-use.ts';
import { grantTable } from './table-grants.ts';
import { grantOptIn, grantTexting } from './text-messaging.ts';

export interface FunctionsProps {
  house: House;
  table: ITable;
  noticesEmail: string;
}

export interface Functions {
  functions: Record<FunctionName, HouseFunction>;
  failures: Record<AsyncFunctionName, Queue>;
  timers: FollowUpSchedules;
}

export function addFunctions(scope: Construct, { house, table, noticesEmail }: FunctionsProps): Functions {
  const names = resourceNames(house.stage);
  const timers = new FollowUpSchedules(scope, house);
  const notices = encryptedTopic(scope, 'notices', { name: names.noticesTopic, key: house.key });
  notices.addSubscription(new EmailSubscription(noticesEmail));
  const booking: Omit<BookingEnv, SetByLambda> = {
    STAGE: house.stage,
    TABLE_NAME: table.tableName,
    TIMER_FUNCTION_ARN: timers.targetArn,
    TIMER_ROLE_ARN: timers.role.roleArn,
    TIMER_GROUP: names.timerGroup,
    TIMER_DEAD_LETTER_ARN: timers.failures.queueArn,
  };
  const secrets = { CLINIC_SECRET_PREFIX: names.clinicSecretPrefix };
  const told = { NOTICES_TOPIC_ARN: notices.topicArn };
  const functions = {
    webhook: add<WebhookEnv>('webhook', { ...booking, ...secrets }),
    'client-pages': add<ClientPagesEnv>('client-pages', booking),
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

  for (const name of ['webhook', 'sweep', 'inbound-text'] as const)
    grantClinicSecrets(functions[name], house);
  for (const name of ['follow-up', 'sweep', 'inbound-text'] as const) grantTexting(functions[name]);
  for (const name of ['follow-up', 'sweep'] as const) grantNotices(functions[name], notices, house.key);
  grantOptIn(functions['inbound-text']);
  return { functions, timers, failures: queuesOf(functions, house) };
}

/** An encrypted topic takes the key's use of whoever publishes to it. https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html */
function grantNotices({ role }: HouseFunction, notices: Topic, key: IKey): void {
  role.addToPolicy(new PolicyStatement({ actions: ['sns:Publish'], resources: [notices.topicArn] }));
  useOfKey(role, key, { services: ['sns'], actions: ['kms:Decrypt', 'kms:GenerateDataKey'] });
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

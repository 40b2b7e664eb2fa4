/** Texts: what may be published to phones and asked about them, the topic that clients' answers come in on, and the delivery logs that say what became of a text. */
import { Aws, Validations } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { FilterPattern, LogGroup, SubscriptionFilter } from 'aws-cdk-lib/aws-logs';
import { LambdaDestination } from 'aws-cdk-lib/aws-logs-destinations';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import { LambdaSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { resourceNames } from '../../shared/deployment/resource-names.ts';
import { deliveryLogNames } from './delivery-logs.ts';
import { encryptedTopic } from './encrypted-topic.ts';
import { failureQueue } from './failure-queue.ts';
import type { HouseFunction } from './house-function.ts';

export interface TextMessagingProps {
  stage: string;
  key: IKey;
  inboundText: HouseFunction;
  receipts: HouseFunction;
}

export class TextMessaging extends Construct {
  readonly inbound: Topic;
  /** Texts of clients that the topic could not hand over. */
  readonly inboundFailures: Queue;

  constructor(scope: Construct, { stage, key, inboundText, receipts }: TextMessagingProps) {
    super(scope, 'texts');
    const names = resourceNames(stage);
    this.inbound = encryptedTopic(this, 'Inbound', { name: names.inboundTopic, key });
    // Only the two-way numbers of this very account may say that a client wrote. https://docs.aws.amazon.com/sms-voice/latest/userguide/phone-numbers-two-way-sms.html
    this.inbound.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('sms-voice.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.inbound.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    );
    this.inboundFailures = failureQueue(this, 'InboundFailures', { name: names.inboundFailures, key });
    const subscription = this.inbound.addSubscription(
      new LambdaSubscription(inboundText.live, { deadLetterQueue: this.inboundFailures }),
    );
    Validations.of(subscription).acknowledge({
      id: 'CloudFormation-Validate::W3694',
      reason:
        "SNS takes an alias's ARN as well as a function's. https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html",
    });
    for (const [id, name] of Object.entries(deliveryLogNames)) {
      new SubscriptionFilter(this, id, {
        logGroup: LogGroup.fromLogGroupName(this, `${id}Logs`, name),
        destination: new LambdaDestination(receipts.live),
        filterPattern: FilterPattern.allEvents(),
      });
    }
  }
}

/** To publish to phones: everything that is not a topic. A phone number has no ARN to name. https://docs.aws.amazon.com/sns/latest/dg/sns-using-identity-based-policies.html */
export function grantTexting({ role }: HouseFunction): void {
  role.addToPolicy(
    new PolicyStatement({
      actions: ['sns:Publish'],
      notResources: [`arn:${Aws.PARTITION}:sns:*:*:*`],
    }),
  );
  role.addToPolicy(new PolicyStatement({ actions: ['sns:CheckIfPhoneNumberIsOptedOut'], resources: ['*'] }));
}

/** To lift the carrier side's opt-out after a client's START. */
export function grantOptIn({ role }: HouseFunction): void {
  role.addToPolicy(new PolicyStatement({ actions: ['sns:OptInPhoneNumber'], resources: ['*'] }));
}

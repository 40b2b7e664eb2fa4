/** Where alarms go and from there to people: an encrypted topic that nobody but this account's CloudWatch may publish to. */
import { Aws } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import { encryptedTopic } from './encrypted-topic.ts';

export interface AlarmTopicProps {
  name: string;
  key: IKey;
  email: string;
}

/** A topic with a policy of its own no longer has SNS's, which let the account's alarms in: without a statement for them they go off and nobody hears. https://repost.aws/knowledge-center/cloudwatch-receive-sns-for-alarm-trigger */
export function alarmTopic(scope: Construct, { name, key, email }: AlarmTopicProps): Topic {
  const topic = encryptedTopic(scope, 'Alarms', { name, key });
  topic.addSubscription(new EmailSubscription(email));
  topic.addToResourcePolicy(
    new PolicyStatement({
      principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
      actions: ['sns:Publish'],
      resources: [topic.topicArn],
      conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
    }),
  );
  return topic;
}

/** A topic that holds what concerns people: encrypted, and published to over TLS only. */
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';

export function encryptedTopic(scope: Construct, id: string, props: { name: string; key: IKey }): Topic {
  return new Topic(scope, id, { topicName: props.name, masterKey: props.key, enforceSSL: true });
}

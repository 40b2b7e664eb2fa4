/** The use of the stage's key through named services only: a role that may read the table can decrypt nothing by calling KMS itself. */
import { Aws } from 'aws-cdk-lib';
import { PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';

export interface KeyUse {
  /** As in their endpoints: `dynamodb`, `sqs`, `sns`, `secretsmanager`. */
  services: readonly string[];
  actions: readonly string[];
}

export function useOfKey(role: Role, key: IKey, { services, actions }: KeyUse): void {
  role.addToPolicy(
    new PolicyStatement({
      actions: [...actions],
      resources: [key.keyArn],
      conditions: {
        StringEquals: {
          'kms:ViaService': services.map((service) => `${service}.${Aws.REGION}.amazonaws.com`),
        },
      },
    }),
  );
}

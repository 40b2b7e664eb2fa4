/** The clinics' secrets: made by a command, never by a deployment, so that no template holds one; the functions that verify signatures or look clients up may read them. */
import { Aws } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { resourceNames } from '../../shared/deployment/resource-names.ts';
import type { House, HouseFunction } from './house-function.ts';
import { useOfKey } from './key-use.ts';
import { acknowledge, wildcards } from './wildcards.ts';

export function grantClinicSecrets({ role }: HouseFunction, { stage, key }: House): void {
  const { clinicSecretPrefix } = resourceNames(stage);
  role.addToPolicy(
    new PolicyStatement({
      actions: ['secretsmanager:GetSecretValue'],
      resources: [
        `arn:${Aws.PARTITION}:secretsmanager:${Aws.REGION}:${Aws.ACCOUNT_ID}:secret:${clinicSecretPrefix}*`,
      ],
    }),
  );
  useOfKey(role, key, { services: ['secretsmanager'], actions: ['kms:Decrypt'] });
  acknowledge(role, wildcards.clinicSecretsOf(clinicSecretPrefix));
}

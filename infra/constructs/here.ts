/** Where the stacks are deployed, as CloudFormation's own parameters: nothing of one account or region is written down. */
import { Aws } from 'aws-cdk-lib';
import type { AwsPlace } from '../../shared/deployment/aws-place.ts';

export const here: AwsPlace = { partition: Aws.PARTITION, region: Aws.REGION, account: Aws.ACCOUNT_ID };

/** For what CloudFront and CloudWatch know by one name in the whole account: the same stage may stand in another region. */
export function namedHere(name: string): string {
  return `${name}-${here.region}`;
}

/** Names that AWS makes up from where a stage is deployed: alike for the deployment, which fills in CloudFormation's own parameters, the operator's commands and the local stack. */

export interface AwsPlace {
  /** `aws`, or another partition such as `aws-us-gov`. */
  partition: string;
  region: string;
  account: string;
}

/** Of the function itself; an alias or a version follows after a colon. */
export function functionArn({ partition, region, account }: AwsPlace, functionName: string): string {
  return `arn:${partition}:lambda:${region}:${account}:function:${functionName}`;
}

/** The log group of the texts that got through; with `/Failure` at its end, that of the others. https://docs.aws.amazon.com/sns/latest/dg/sms_stats_cloudwatch.html */
export function deliveryLogName({ region, account }: Omit<AwsPlace, 'partition'>): string {
  return `sns/${region}/${account}/DirectPublishToPhoneNumber`;
}

/** CloudFront takes certificates of this region only, wherever the rest is deployed. https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cnames-and-https-requirements.html */
export const cloudFrontRegion = 'us-east-1';

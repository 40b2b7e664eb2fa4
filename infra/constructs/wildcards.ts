/** Every permission that names `*` or a pattern because the service, or what is granted, allows no better: the whole list, each with its reason. The checks find any other. */
import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

export interface Wildcard {
  /** As the checks name the finding. */
  id: string;
  reason: string;
}

function arnOf(service: string, rest: string): string {
  return `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:${service}:<AWS::Region>:<AWS::AccountId>:${rest}]`;
}

export const wildcards = {
  /** Also what is asked and lifted of a phone number: none of these actions knows a resource. */
  any: {
    id: 'AwsSolutions-IAM5[Resource::*]',
    reason:
      'X-Ray takes segments for no particular resource, and SNS names no resource for a phone number. https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsx-ray.html https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsns.html',
  },
  /** A timer's name is the hash of its booking and instant. */
  timersOf: (group: string) => ({
    id: arnOf('scheduler', `schedule/${group}/*`),
    reason: "A timer's name is known only when it is made; the stage's own group is the bound.",
  }),
  clinicSecretsOf: (prefix: string) => ({
    id: arnOf('secretsmanager', `secret:${prefix}*`),
    reason:
      "Clinics are added while the system runs, and Secrets Manager ends each ARN in six characters of its own; the stage's prefix is the bound. https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_examples.html",
  }),
  clinicTopicsOf: (prefix: string) => ({
    id: arnOf('sns', `${prefix}*`),
    reason: "Clinics are added while the system runs, each with its topic; the stage's prefix is the bound.",
  }),
  /** CDK's own function that fills a bucket, with the permissions CDK gives it. */
  siteFiles: [
    ...[
      'Action::s3:GetBucket*',
      'Action::s3:GetObject*',
      'Action::s3:List*',
      'Action::s3:Abort*',
      'Action::s3:DeleteObject*',
      'Resource::arn:<AWS::Partition>:s3:::cdk-hnb659fds-assets-<AWS::AccountId>-<AWS::Region>/*',
    ].map((what) => ({
      id: `AwsSolutions-IAM5[${what}]`,
      reason: "It copies the site's files from the bucket of the deployment's assets into the site's own.",
    })),
    {
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'It has CloudFront forget the files that are replaced, and CDK names no distribution for that.',
    },
  ],
  deliveryLogs: {
    id: arnOf('logs', 'log-group:sns/<AWS::Region>/<AWS::AccountId>/DirectPublishToPhoneNumber*'),
    reason:
      "The streams' names are SNS's own, and the failures' group begins with the other's name. https://docs.aws.amazon.com/sns/latest/dg/sms_stats_cloudwatch.html",
  },
} as const;

export function acknowledge(construct: IConstruct, { id, reason }: Wildcard): void {
  Validations.of(construct).acknowledge({ id, reason });
}

/** A policy that AWS keeps, for a role that no code of ours takes. */
export function acknowledgeManaged(construct: IConstruct, policy: string, reason: string): void {
  const id = `AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/${policy}]`;
  Validations.of(construct).acknowledge({ id, reason });
}

/** What stands behind each rule of the HIPAA pack that the deployment does not meet to the letter. A rule without an answer fails the report's test, and so does an answer without a rule. */

export interface Answer {
  kind: 'met otherwise' | "the operator's duty" | 'not applicable';
  /** What the rule wants, in our words. */
  asks: string;
  says: string;
}

export const answers: Readonly<Record<string, Answer>> = {
  DynamoDBInBackupPlan: {
    kind: "the operator's duty",
    asks: 'The table is in a plan of AWS Backup.',
    says: 'The table can be restored to any second of its recovery window (35 days in `prod`), is protected against deletion and outlives its stack. Copies that are older, or that lie in another account or region, are for you to plan: add the table to a plan of AWS Backup if your own rules ask for them.',
  },
  IAMNoInlinePolicy: {
    kind: 'met otherwise',
    asks: 'Permissions are policies of their own, not part of a role.',
    says: 'Each role serves one function, and its permissions are for nobody else: a policy that can be attached elsewhere would widen them. No user and no group is made. Tests hold each role to what its function calls.',
  },
  LambdaConcurrency: {
    kind: 'met otherwise',
    asks: 'Each function has a bound of its own on how many run at once.',
    says: 'The sweep has one. The doors are throttled per route before a function is started, and each clinic within them; timers come at the rate of the texts. A reservation would take its share from all other functions of the account, so it is left to you, with the alarm `functions-throttled`.',
  },
  LambdaDLQ: {
    kind: 'met otherwise',
    asks: 'Each function has a dead-letter queue.',
    says: 'Each function that nobody waits for hands what it failed at to a queue of its own, set on the alias that is invoked; the rule looks only at the older setting of the function itself. The webhook and the pages are waited for: the platform tries again, the client sees that it failed. The one function that is not ours is waited for by CloudFormation.',
  },
  LambdaInsideVPC: {
    kind: 'not applicable',
    asks: 'Each function runs in a VPC.',
    says: "Nothing of the system lies in a network of its own: the functions reach only AWS's APIs, over TLS, with their role's permissions. Nobody can connect to a function; it is invoked, and IAM says by whom.",
  },
  S3BucketLoggingEnabled: {
    kind: 'not applicable',
    asks: 'Each bucket writes down who reads it.',
    says: "The one bucket holds the site's own files, which anybody may load, and no data of anybody. Only CloudFront reads it.",
  },
  S3BucketReplicationEnabled: {
    kind: 'not applicable',
    asks: 'Each bucket is copied to another region.',
    says: "The one bucket holds the site's own files, which anybody may load, and no data of anybody. A deployment makes it anew.",
  },
  S3BucketVersioningEnabled: {
    kind: 'not applicable',
    asks: 'Each bucket keeps the versions of its files.',
    says: "The one bucket holds the site's own files, which anybody may load, and no data of anybody. Their versions are in the repository.",
  },
  S3DefaultEncryptionKMS: {
    kind: 'not applicable',
    asks: 'Each bucket is encrypted with a key of KMS.',
    says: "The one bucket holds the site's own files, which anybody may load, and no data of anybody. It is encrypted with the key of S3.",
  },
};

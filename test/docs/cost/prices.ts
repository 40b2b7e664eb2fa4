/** AWS's list prices in us-east-1, in USD, as of 2026-11: what the bill in docs/operations.md is reckoned with. Nothing is taken off for what AWS gives away. */

const million = 1_000_000;

export const prices = {
  /** https://aws.amazon.com/dynamodb/pricing/on-demand/ */
  writeUnit: 0.625 / million,
  readUnit: 0.125 / million,
  /** A month, with point-in-time recovery. */
  storedGb: 0.25 + 0.2,
  /** https://aws.amazon.com/lambda/pricing/ (arm64) */
  invocation: 0.2 / million,
  gbSecond: 0.000_013_333_4,
  /** https://aws.amazon.com/api-gateway/pricing/ (HTTP API) */
  request: 1 / million,
  /** https://aws.amazon.com/eventbridge/pricing/ */
  timer: 1 / million,
  /** https://aws.amazon.com/xray/pricing/ */
  trace: 5 / million,
  /** https://aws.amazon.com/cloudwatch/pricing/ A month each; a metric is paid by the hour in which it comes. */
  logGb: 0.5,
  metric: 0.3,
  alarmMetric: 0.1,
  dashboard: 3,
  /** https://aws.amazon.com/kms/pricing/ */
  key: 1,
  keyUse: 0.03 / 10_000,
  /** https://aws.amazon.com/secrets-manager/pricing/ */
  secret: 0.4,
  secretRead: 0.05 / 10_000,
  /** https://aws.amazon.com/end-user-messaging/pricing/ A part of a text within the US with the carrier's fee, rounded up, and one that a client sends. Carriers differ: the delivery log says what each text cost. */
  textPart: 0.01,
  reply: 0.01,
  /** A toll-free number, a month. */
  number: 2,
} as const;

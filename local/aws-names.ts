/** What the local stack's made-up AWS account holds: one account, one region, and a deployment's own names for the stage `local`. */
import { functionArn } from '../shared/deployment/aws-place.ts';
import {
  asyncFunctionNames,
  type FunctionName,
  liveAlias,
  localStage,
  resourceNames,
} from '../shared/deployment/resource-names.ts';

export const account = '000000000000';
export const region = 'us-east-1';
export const names = resourceNames(localStage);

export const clinicSecretPrefix = names.clinicSecretPrefix;
export const tableName = names.table;
export const followUpArn = localFunctionArn('follow-up', liveAlias);
export const inboundTextArn = localFunctionArn('inbound-text', liveAlias);
export const receiptsArn = localFunctionArn('receipts', liveAlias);
export const timerRoleArn = `arn:aws:iam::${account}:role/${names.timerRoleIn(region)}`;
export const inboundTopicArn = `arn:aws:sns:${region}:${account}:${names.inboundTopic}`;
/** Followed by the clinic's id. */
export const noticesTopicPrefix = `arn:aws:sns:${region}:${account}:${names.clinicTopicPrefix}`;

/** Where events end that nothing could be done with. */
export const queueNames = [
  names.timerFailures,
  names.inboundFailures,
  ...asyncFunctionNames.map((name) => names.failuresOf(name)),
];
export const timerFailuresArn = `${queueArnStart()}${names.timerFailures}`;

/** Opens nothing: the local endpoints only look whether a request is signed at all. */
export const demoCredentials = { accessKeyId: 'madeup', secretAccessKey: 'madeup' };

export function localFunctionArn(name: FunctionName, version: string): string {
  const place = { partition: 'aws', region, account };
  return `${functionArn(place, names.functionOf(name))}:${version}`;
}

/** Undefined for a queue of another account or region. */
export function queueNameIn(arn: string): string | undefined {
  return arn.startsWith(queueArnStart()) ? arn.slice(queueArnStart().length) : undefined;
}

function queueArnStart(): string {
  return `arn:aws:sqs:${region}:${account}:`;
}

/** What the local stack's made-up AWS account is called: one account, one region, a name for each function, role, topic and the table. */
import { resourceNames } from '../shared/deployment/resource-names.ts';

export const account = '000000000000';
const names = resourceNames('local');

export const clinicSecretPrefix = names.clinicSecretPrefix;
export const region = 'us-east-1';
export const tableName = 'booking-gate';
export const followUpArn = `arn:aws:lambda:${region}:${account}:function:booking-gate-follow-up`;
export const timerRoleArn = `arn:aws:iam::${account}:role/booking-gate-timers`;
export const inboundTopicArn = `arn:aws:sns:${region}:${account}:booking-gate-inbound-texts`;
export const noticesTopicArn = `arn:aws:sns:${region}:${account}:booking-gate-staff-notices`;

/** Opens nothing: the local endpoints only look whether a request is signed at all. */
export const demoCredentials = { accessKeyId: 'madeup', secretAccessKey: 'madeup' };

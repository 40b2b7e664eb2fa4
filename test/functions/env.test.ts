/** A function's environment: whole, or refused by name. */
import { describe, expect, test } from 'vitest';
import { readEnv } from '../../functions/env.ts';
import { followUpEnv } from '../../functions/follow-up/env.ts';

const complete = {
  AWS_REGION: 'us-east-1',
  AWS_LAMBDA_FUNCTION_NAME: 'booking-gate-dev-follow-up',
  STAGE: 'dev',
  TABLE_NAME: 'booking-gate',
  TIMER_FUNCTION_ARN: 'arn:aws:lambda:us-east-1:000000000000:function:follow-up',
  TIMER_ROLE_ARN: 'arn:aws:iam::000000000000:role/timer',
  TIMER_GROUP: 'booking-gate-dev',
  TIMER_DEAD_LETTER_ARN: 'arn:aws:sqs:us-east-1:000000000000:timer-failures',
  NOTICES_TOPIC_PREFIX: 'arn:aws:sns:us-east-1:000000000000:booking-gate-dev-notices-',
  MANAGER_URL: 'https://manager.example',
};

describe('the environment of a function', () => {
  test('is read where it is complete, without what else stands in it', () => {
    expect(readEnv(followUpEnv, { ...complete, PATH: '/bin' })).toEqual(complete);
  });

  test('is refused with the names of the variables that are wrong, not with what they hold', () => {
    const read = () => readEnv(followUpEnv, { ...complete, TABLE_NAME: undefined, TIMER_ROLE_ARN: 'geheim' });

    expect(read).toThrow(/TABLE_NAME: .*TIMER_ROLE_ARN: expected an ARN/);
    expect(read).not.toThrow(/geheim/);
  });
});

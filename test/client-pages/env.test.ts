/** The pages' environment: whole, or refused by name. */
import { describe, expect, test } from 'vitest';
import { readEnv } from '../../functions/env.ts';

const complete = {
  AWS_REGION: 'us-east-1',
  TABLE_NAME: 'booking-gate',
  TIMER_FUNCTION_ARN: 'arn:aws:lambda:us-east-1:000000000000:function:follow-up',
  TIMER_ROLE_ARN: 'arn:aws:iam::000000000000:role/timer',
  NOTICES_TOPIC_ARN: 'arn:aws:sns:us-east-1:000000000000:notices',
};

describe('the environment of the pages', () => {
  test('is read where it is complete, without what else stands in it', () => {
    expect(readEnv({ ...complete, PATH: '/bin' })).toEqual(complete);
  });

  test('is refused with the names of the variables that are wrong, not with what they hold', () => {
    const read = () => readEnv({ ...complete, TABLE_NAME: undefined, TIMER_ROLE_ARN: 'geheim' });

    expect(read).toThrow(/TABLE_NAME: .*TIMER_ROLE_ARN: expected an ARN/);
    expect(read).not.toThrow(/geheim/);
  });
});

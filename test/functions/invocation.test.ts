/** What a line says of the invocation it belongs to. */
import { expect, test } from 'vitest';
import { createInvocations } from '../../functions/invocation.ts';

const header = 'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=0';

test('before the first invocation nothing is said', () => {
  expect(createInvocations(() => undefined).current()).toEqual({});
});

test('each invocation has its own request and trace', async () => {
  let trace: string | undefined = header;
  const invocations = createInvocations(() => trace);
  const handler = invocations.around(async (event: string) => [event, invocations.current()]);
  expect(await handler('a', { awsRequestId: 'request-1' })).toEqual([
    'a',
    { requestId: 'request-1', traceId: '1-5759e988-bd862e3fe1be46a994272793' },
  ]);
  trace = `Self=1-67891234-12456789abcdef012345678;${header.replace('Root=1-5759e988', 'Root=1-67891233')}`;
  expect(await handler('b', { awsRequestId: 'request-2' })).toEqual([
    'b',
    { requestId: 'request-2', traceId: '1-67891233-bd862e3fe1be46a994272793' },
  ]);
});

test('what the handler throws is thrown on', async () => {
  const { around } = createInvocations(() => undefined);
  const handler = around(() => Promise.reject(new RangeError('no')));
  await expect(handler({}, { awsRequestId: 'request-1' })).rejects.toThrow(RangeError);
});

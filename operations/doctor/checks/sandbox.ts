/** SNS's sandbox for texts: where every account begins. */
import { broken, type Check, fine, judge } from '../finding.ts';

export const sandboxCheck: Check = {
  name: 'SMS sandbox',
  why: 'In the sandbox a text reaches only numbers that were verified by hand: no client gets any.',
  link: 'https://docs.aws.amazon.com/sns/latest/dg/sns-sms-sandbox-moving-to-production.html',
  look: ({ place, sandbox }) =>
    judge('The SMS sandbox', sandbox, (inside) => [
      inside
        ? broken(
            `Texts from ${place.region} are in the sandbox: only numbers verified in it get any.`,
            'Ask AWS to move this account and region to production (SNS, Text messaging, Exit SMS sandbox). Until then verify the numbers you test with.',
          )
        : fine('Texts may go to any number.'),
    ]),
};

/** The account's default type of texts. */
import { type Check, fine, judge, warning } from '../finding.ts';

const wanted = 'Transactional';

export const textTypeCheck: Check = {
  name: 'text type',
  why: 'Each text of ours says itself that it is Transactional, the type carriers deliver first; the default counts for what else this account sends.',
  link: 'https://docs.aws.amazon.com/sns/latest/dg/sms_preferences.html',
  look: ({ sms }) =>
    judge('The default type of texts', sms, ({ textType }) => [
      textType === wanted
        ? fine(`The default is ${wanted}.`)
        : warning(
            `The default is ${textType ?? 'not set'}, not ${wanted}.`,
            `Set it: aws sns set-sms-attributes --attributes DefaultSMSType=${wanted}`,
          ),
    ]),
};

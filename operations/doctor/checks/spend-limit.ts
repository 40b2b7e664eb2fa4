/** What the account may spend on texts in a month, and what it has spent: at the limit AWS stops sending, silently for us. */
import type { Facts } from '../facts.ts';
import { broken, type Check, deployAccount, fine, judge, type Said, unknown, warning } from '../finding.ts';

/** What AWS gives a new account. https://docs.aws.amazon.com/sns/latest/dg/channels-sms-awssupport-spend-threshold.html */
const newAccountUsd = 1;
/** About one US cent for a part within the US, the carrier's fee included: enough to say what a limit is worth. https://aws.amazon.com/end-user-messaging/pricing/ */
const partUsd = 0.01;
/** From here on it is time to ask for more: raising takes days. */
const nearShare = 0.8;
/** The name of the quota that bounds the setting. */
const spendQuota = 'SMS Message Spending in USD';

const raise = `Ask for more in Service Quotas (Amazon SNS, "${spendQuota}"), then set monthlySpendLimitUsd in infra/account.json and: ${deployAccount}`;

export const spendLimitCheck: Check = {
  name: 'spend limit',
  why: 'At the limit AWS stops sending within minutes, until the next month. A new account may spend 1 USD.',
  link: 'https://docs.aws.amazon.com/sns/latest/dg/channels-sms-awssupport-spend-threshold.html',
  look: (facts) => judge('The spend limit', facts.sms, () => lookAtLimit(limitOf(facts), facts)),
};

/** Unless it was set lower, the limit is what the account may have at all. */
function limitOf({ sms, quotas }: Facts): number {
  const set = sms.known ? sms.value.spendUsdMax : undefined;
  return set ?? (quotas.sns.known ? quotas.sns.value[spendQuota] : undefined) ?? newAccountUsd;
}

function lookAtLimit(limitUsd: number, { spentUsd }: Facts): Said[] {
  const worth = `${usd(limitUsd)} a month: about ${Math.round(limitUsd / partUsd)} parts of texts within the US`;
  const limit =
    limitUsd <= newAccountUsd ? broken(`The limit is ${worth}.`, raise) : fine(`The limit is ${worth}.`);
  if (!spentUsd.known) return [limit, unknown('What this month has cost', spentUsd.why)];
  const spent = spentUsd.value ?? 0;
  return [limit, lookAtSpent(spent, limitUsd)];
}

function lookAtSpent(spent: number, limitUsd: number): Said {
  const says = `This month has cost ${usd(spent)} of ${usd(limitUsd)}`;
  if (spent >= limitUsd) return broken(`${says}: AWS sends nothing any more.`, raise);
  if (spent >= limitUsd * nearShare) return warning(`${says}.`, raise);
  return fine(`${says}.`);
}

function usd(amount: number): string {
  return `${amount.toFixed(2)} USD`;
}

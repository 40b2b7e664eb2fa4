/** The whole report, word for word: of an account as AWS hands it out, of the same one a day later, and of a stage that is well. */
import { expect, test } from 'vitest';
import { diagnose } from '../../../operations/doctor/diagnose.ts';
import type { Facts } from '../../../operations/doctor/facts.ts';
import { printReport } from '../../../operations/doctor/print.ts';
import { bareAccount, freshAccount, place, refused, wellStage } from './stage-facts.ts';

function report(facts: Facts): string {
  return printReport(place, diagnose(facts)).join('\n');
}

const bare = `Stage dev in us-east-1, account 111122223333

BROKEN (12)
  table: There is no table booking-gate-dev.
    To do: Deploy the stage, or name its --region: npx cdk deploy --all -c stage=dev
    https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Point-in-time-recovery.html
  functions: There is none of them.
    To do: Deploy the stage, or name its --region: npx cdk deploy --all -c stage=dev
    https://docs.aws.amazon.com/lambda/latest/dg/functions-states.html
  timers: There is no timer group booking-gate-dev.
    To do: Deploy the stage, which makes it: npx cdk deploy --all -c stage=dev
    https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-group.html
  topics: Missing: booking-gate-dev-inbound-texts and booking-gate-dev-alarms.
    To do: Deploy the stage, which makes them: npx cdk deploy --all -c stage=dev
    https://docs.aws.amazon.com/sns/latest/dg/sns-create-subscribe-endpoint-to-topic.html
  sign-in: There is no user pool booking-gate-dev-staff.
    To do: Deploy the stage, which makes it: npx cdk deploy --all -c stage=dev
    https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools.html
  dead letters: Missing: booking-gate-dev-follow-up-failures, booking-gate-dev-sweep-failures, booking-gate-dev-inbound-text-failures, booking-gate-dev-receipts-failures, booking-gate-dev-timer-failures and booking-gate-dev-inbound-failures.
    To do: Deploy the stage, which makes them: npx cdk deploy --all -c stage=dev
    https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
  sweep: It did not run within the last day.
    To do: Look whether its EventBridge rule is enabled, and at the log of the function sweep. Right after the first deployment: wait five minutes.
    https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-run-lambda-schedule.html
  SMS sandbox: Texts from us-east-1 are in the sandbox: only numbers verified in it get any.
    To do: Ask AWS to move this account and region to production (SNS, Text messaging, Exit SMS sandbox). Until then verify the numbers you test with.
    https://docs.aws.amazon.com/sns/latest/dg/sns-sms-sandbox-moving-to-production.html
  spend limit: The limit is 1.00 USD a month: about 100 parts of texts within the US.
    To do: Ask for more in Service Quotas (Amazon SNS, "SMS Message Spending in USD"), then set monthlySpendLimitUsd in infra/account.json and: npx cdk deploy booking-gate-account
    https://docs.aws.amazon.com/sns/latest/dg/channels-sms-awssupport-spend-threshold.html
  delivery logs: Delivery logs are off: what became of a text is never known.
  delivery logs: Missing: the log groups sns/us-east-1/111122223333/DirectPublishToPhoneNumber and sns/us-east-1/111122223333/DirectPublishToPhoneNumber/Failure.
    To do: Deploy what is the account's, which sets this for all its stages: npx cdk deploy booking-gate-account
    https://docs.aws.amazon.com/sns/latest/dg/sms_stats_cloudwatch.html
  quotas: 10 functions may run at once, 10 of them unreserved. The sweep reserves one, and 100 must stay unreserved: the stage cannot be deployed.
    To do: Ask for an increase in Service Quotas (AWS Lambda, "Concurrent executions") to 1000.
    https://docs.aws.amazon.com/servicequotas/latest/userguide/request-quota-increase.html

WORTH A LOOK (2)
  text type: The default is not set, not Transactional.
    To do: Set it: aws sns set-sms-attributes --attributes DefaultSMSType=Transactional
    https://docs.aws.amazon.com/sns/latest/dg/sms_preferences.html
  clinics: There is no clinic yet.
    To do: Add one, as docs/clinic.md says: npm run clinic -- add FILE --stage dev
    https://docs.aws.amazon.com/secretsmanager/latest/userguide/manage_search-secret.html

FINE (4)
  spend limit: This month has cost 0.00 USD of 1.00 USD.
  quotas: 5000 timers may be made each second; a delivery that changes a booking makes one.
  quotas: 10000000 timers may be armed; each open booking has one.
  quotas: 20 texts may go out each second; what is due at 09:00 takes that much longer.

12 are broken and 2 are worth a look.`;

const fresh = `Stage dev in us-east-1, account 111122223333

BROKEN (4)
  SMS sandbox: Texts from us-east-1 are in the sandbox: only numbers verified in it get any.
    To do: Ask AWS to move this account and region to production (SNS, Text messaging, Exit SMS sandbox). Until then verify the numbers you test with.
    https://docs.aws.amazon.com/sns/latest/dg/sns-sms-sandbox-moving-to-production.html
  spend limit: The limit is 1.00 USD a month: about 100 parts of texts within the US.
    To do: Ask for more in Service Quotas (Amazon SNS, "SMS Message Spending in USD"), then set monthlySpendLimitUsd in infra/account.json and: npx cdk deploy booking-gate-account
    https://docs.aws.amazon.com/sns/latest/dg/channels-sms-awssupport-spend-threshold.html
  numbers: +12125550190 is PENDING, not ACTIVE; its registration is REVIEWING.
    To do: Complete its registration in AWS End User Messaging SMS; carriers take days or weeks to approve one.
  numbers: +12125550190 is not two-way: STOP and answers to it are lost to us.
    To do: In AWS End User Messaging SMS make the number two-way, with the topic arn:aws:sns:us-east-1:111122223333:booking-gate-dev-inbound-texts.
    https://docs.aws.amazon.com/sms-voice/latest/userguide/two-way-sms.html

WORTH A LOOK (3)
  table: It is not protected against deletion.
    To do: Where it holds real clients: aws dynamodb update-table --table-name booking-gate-dev --deletion-protection-enabled, and keepsData in infra/stages/dev.json.
    https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Point-in-time-recovery.html
  topics: Nobody hears booking-gate-dev-alarms: 1 asked to, and not confirmed.
    To do: Open the message that AWS sent to the address in the settings, and confirm.
    https://docs.aws.amazon.com/sns/latest/dg/sns-create-subscribe-endpoint-to-topic.html
  notices: Nobody is told at rosewater: 1 asked to be, and not confirmed.
    To do: Have the link opened that AWS sent to the address.
    https://docs.aws.amazon.com/sns/latest/dg/sns-email-notifications.html

FINE (20)
  table: booking-gate-dev is in use.
  table: It can be restored to any second of its recovery window.
  functions: All 7 are in working order behind their alias live.
  timers: The group booking-gate-dev takes timers.
  topics: booking-gate-dev-inbound-texts is heard.
  sign-in: The user pool booking-gate-dev-staff stands.
  dead letters: All 6 queues are empty.
  sweep: It last ran at 2027-03-01T11:58:00.000Z.
  spend limit: This month has cost 0.00 USD of 1.00 USD.
  delivery logs: Each delivery is logged.
  delivery logs: sns/us-east-1/111122223333/DirectPublishToPhoneNumber goes to the function receipts.
  delivery logs: sns/us-east-1/111122223333/DirectPublishToPhoneNumber/Failure goes to the function receipts.
  text type: The default is Transactional.
  clinics: rosewater (Rosewater Skin) is active.
  secrets: rosewater has a secret for cal-com.
  pages: The clients' pages answer at https://visits.rosewater.example.
  quotas: 1000 functions may run at once, 999 of them unreserved.
  quotas: 5000 timers may be made each second; a delivery that changes a booking makes one.
  quotas: 10000000 timers may be armed; each open booking has one.
  quotas: 20 texts may go out each second; what is due at 09:00 takes that much longer.

4 are broken and 3 are worth a look.`;

test('An account as AWS hands it out lacks everything, and says what stands in the way of a deployment', () => {
  expect(report(bareAccount())).toBe(bare);
});

test('A fresh account with its first stage and clinic waits for other people', () => {
  expect(report(freshAccount())).toBe(fresh);
});

test('A stage that is well is said to be so at the end', () => {
  const lines = printReport(place, diagnose(wellStage()));

  expect(lines.slice(0, 3)).toEqual(['Stage dev in us-east-1, account 111122223333', '', 'FINE (26)']);
  expect(lines.at(-1)).toBe('All is well.');
});

test('The end counts what is broken, worth a look and unknown', () => {
  const lines = printReport(place, diagnose({ ...freshAccount(), sandbox: refused }));

  expect(lines).toContain('COULD NOT BE ASKED (1)');
  expect(lines.at(-1)).toBe('3 are broken, 3 are worth a look and 1 could not be asked.');
});

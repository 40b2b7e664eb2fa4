/** The account's quotas by name. A quota that nobody ever raised is listed among the defaults only. https://docs.aws.amazon.com/servicequotas/2019-06-24/apireference/API_ListServiceQuotas.html */
import { GetAccountSettingsCommand } from '@aws-sdk/client-lambda';
import {
  paginateListAWSDefaultServiceQuotas,
  paginateListServiceQuotas,
  type ServiceQuota,
  type ServiceQuotasClient,
} from '@aws-sdk/client-service-quotas';
import type { Fact, QuotasSeen } from '../facts.ts';
import { ask, collect } from './ask.ts';
import type { DoctorClients } from './clients.ts';

export async function gatherQuotas({
  lambda,
  quotas,
}: Pick<DoctorClients, 'lambda' | 'quotas'>): Promise<QuotasSeen> {
  const [concurrency, scheduler, sns] = await Promise.all([
    ask(async () => {
      const { AccountLimit } = await lambda.send(new GetAccountSettingsCommand({}));
      return {
        executions: AccountLimit?.ConcurrentExecutions ?? 0,
        unreserved: AccountLimit?.UnreservedConcurrentExecutions ?? 0,
      };
    }),
    askQuotas(quotas, 'scheduler'),
    askQuotas(quotas, 'sns'),
  ]);
  return { concurrency, scheduler, sns };
}

function askQuotas(client: ServiceQuotasClient, ServiceCode: string): Promise<Fact<Record<string, number>>> {
  return ask(async () => {
    const [defaults, applied] = await Promise.all([
      collect(paginateListAWSDefaultServiceQuotas({ client }, { ServiceCode }), (page) => page.Quotas),
      collect(paginateListServiceQuotas({ client }, { ServiceCode }), (page) => page.Quotas),
    ]);
    return Object.fromEntries([...defaults, ...applied].flatMap(entryOf));
  });
}

function entryOf({ QuotaName, Value }: ServiceQuota): [string, number][] {
  return QuotaName === undefined || Value === undefined ? [] : [[QuotaName, Value]];
}

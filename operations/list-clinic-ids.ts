/** Which clinics a stage has, by the names of their secrets: no restore of the table takes those back. The table has no index of its clinics, and a scan would read and pay for every booking. */
import { paginateListSecrets, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { StageError } from './stage.ts';

/** As many as Secrets Manager lists at once. https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_ListSecrets.html */
const pageSize = 100;
/** The whole list of a thousand clinics; more would be another way of keeping them. */
const pagesMax = 10;

/** `prefix`: what the secrets' names begin with. Their list may lag five minutes behind. */
export async function listClinicIds(client: SecretsManagerClient, prefix: string): Promise<string[]> {
  const ids: string[] = [];
  let pages = 0;
  const listed = paginateListSecrets({ client, pageSize }, { Filters: [{ Key: 'name', Values: [prefix] }] });
  for await (const { SecretList = [] } of listed) {
    if (pages === pagesMax) {
      throw new StageError(`There are more than ${pagesMax * pageSize} clinics: too many to list.`);
    }
    for (const { Name = '' } of SecretList) if (Name.startsWith(prefix)) ids.push(Name.slice(prefix.length));
    pages += 1;
  }
  return ids.sort();
}

/** How many of Cognito's user pools have the stage's name: their names need not differ. */
import {
  type CognitoIdentityProviderClient,
  paginateListUserPools,
} from '@aws-sdk/client-cognito-identity-provider';
import type { Fact } from '../facts.ts';
import { ask, collect } from './ask.ts';

/** As many as Cognito lists at once. */
const pageSize = 60;

export function gatherUserPools(client: CognitoIdentityProviderClient, name: string): Promise<Fact<number>> {
  return ask(async () => {
    const pages = paginateListUserPools({ client }, { MaxResults: pageSize });
    const pools = await collect(pages, (page) => page.UserPools);
    return pools.filter(({ Name }) => Name === name).length;
  });
}

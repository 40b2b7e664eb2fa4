/** Who signs staff in to a deployed stage: its user pool, as the template has it. Publishes its keys at the address where Cognito would, has nothing else, and makes tokens as Cognito does. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { endpointOf } from '../../local/aws-request.ts';
import type { Role } from '../../shared/api/manager/role.ts';
import { groupOf } from '../../shared/clinic/staff-group.ts';
import { resourceNames } from '../../shared/deployment/resource-names.ts';
import { secondMs } from '../../shared/time/instant.ts';
import { makeToken, publicKeys } from '../manager-api/tokens.ts';
import { region, TemplateError } from './resource-identity.ts';
import type { Deployment } from './template.ts';

export interface Person {
  role: Role;
  name: string;
  clinicId: string;
}

export interface SignInProvider {
  /** What stands for the internet: a function has nothing to ask of it but the keys. */
  endpoint: string;
  tokenFor: (person: Person, changes?: Record<string, unknown>) => string;
  /** Every address that was asked for. */
  asked: () => readonly string[];
  stop: () => Promise<void>;
}

/** As long as the site's client says. https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-access-token.html */
const tokenSeconds = 900;

/** `now`: the machines' clock is the world's, and tokens are judged by it. */
export async function startSignInProvider(
  deployment: Deployment,
  stage: string,
  now: () => number,
): Promise<SignInProvider> {
  const issuer = issuerOf(deployment, stage);
  const clientId = siteClientOf(deployment);
  const asked: string[] = [];
  const server = createServer(({ headers, url = '' }, response) => {
    const address = `https://${headers.host}${url}`;
    asked.push(address);
    const known = address === `${issuer}/.well-known/jwks.json`;
    response.writeHead(known ? 200 : 404, { 'content-type': 'application/json' });
    response.end(known ? JSON.stringify(publicKeys()) : '{}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: endpointOf(server),
    tokenFor({ role, name, clinicId }, changes = {}) {
      const issuedAt = Math.floor(now() / secondMs);
      const claims = {
        iss: issuer,
        client_id: clientId,
        username: name,
        'cognito:groups': [groupOf({ clinicId, role })],
        iat: issuedAt,
        exp: issuedAt + tokenSeconds,
        ...changes,
      };
      return makeToken({ claims });
    },
    asked: () => asked,
    async stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-verifying-a-jwt.html */
function issuerOf(deployment: Deployment, stage: string): string {
  const pool = deployment.resource('AWS::Cognito::UserPool', resourceNames(stage).userPool);
  return `https://cognito-idp.${region}.amazonaws.com/${pool.ref}`;
}

function siteClientOf(deployment: Deployment): string {
  const [client, ...more] = deployment.resources('AWS::Cognito::UserPoolClient');
  if (client === undefined || more.length > 0) throw new TemplateError('expected one client of the pool');
  return client.ref;
}

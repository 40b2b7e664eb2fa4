/** Finds, as the deployed HTTP API does, which function a request goes to. */
import { mayInvoke } from './invoke-permission.ts';
import { account, partition, region, TemplateError } from './resource-identity.ts';
import type { Deployment } from './template.ts';

export interface HttpTarget {
  routeKey: string;
  parameters: Record<string, string>;
  functionArn: string;
}

/** `undefined`: API Gateway itself answers that there is nothing. Throws where a route leads to a function that the API may not invoke. */
export function findRoute(deployment: Deployment, method: string, path: string): HttpTarget | undefined {
  for (const route of deployment.resources('AWS::ApiGatewayV2::Route')) {
    const routeKey = String(route.property('RouteKey'));
    const [routeMethod, pattern = ''] = routeKey.split(' ');
    const parameters = matchPath(pattern, path);
    if (routeMethod !== method || parameters === undefined) continue;
    const functionArn = integratedFunction(deployment, String(route.property('Target')));
    const api = String(route.property('ApiId'));
    const sourceArn = `arn:${partition}:execute-api:${region}:${account}:${api}/$default/${method}${pattern}`;
    if (!mayInvoke(deployment, { functionArn, principal: 'apigateway.amazonaws.com', sourceArn })) {
      throw new TemplateError(`the HTTP API may not invoke ${functionArn} for ${routeKey}`);
    }
    return { routeKey, parameters, functionArn };
  }
  return undefined;
}

function integratedFunction(deployment: Deployment, target: string): string {
  const integration = deployment
    .resources('AWS::ApiGatewayV2::Integration')
    .find(({ ref }) => target === `integrations/${ref}`);
  if (integration === undefined) throw new TemplateError(`there is no integration ${target}`);
  if (integration.property('PayloadFormatVersion') !== '2.0') {
    throw new TemplateError(`${target} does not send events of version 2.0`);
  }
  return functionArnIn(String(integration.property('IntegrationUri')));
}

/** Given plainly, or inside the address at which API Gateway invokes it. */
function functionArnIn(uri: string): string {
  return /functions\/(arn:[^/]+)\/invocations$/.exec(uri)?.[1] ?? uri;
}

function matchPath(pattern: string, path: string): Record<string, string> | undefined {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return undefined;
  const parameters: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? '';
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    if (name !== undefined && value !== '') parameters[name] = decodeURIComponent(value);
    else if (part !== value) return undefined;
  }
  return parameters;
}

/** A function as its template describes it: what to start, with what, and as whom. */
import * as z from 'zod';
import { assetFolderOf } from './assets.ts';
import type { FunctionToHost } from './host.ts';
import { createPermissions, type Permissions, readStatements } from './iam.ts';
import { TemplateError } from './resource-identity.ts';
import type { Deployment } from './template.ts';

const functionSchema = z.object({
  Code: z.object({ S3Key: z.string() }),
  Handler: z.string(),
  Runtime: z.literal('nodejs24.x'),
  Timeout: z.int(),
  MemorySize: z.int(),
  Environment: z.object({ Variables: z.record(z.string(), z.string()) }).default({ Variables: {} }),
  Role: z.string(),
});

export interface DeployedFunction {
  host: Omit<FunctionToHost, 'worldEnvironment' | 'internet' | 'now'>;
  permissions: Permissions;
}

export function readFunction(
  deployment: Deployment,
  assets: ReadonlyMap<string, string>,
  name: string,
): DeployedFunction {
  const found = deployment.resource('AWS::Lambda::Function', name);
  const described = functionSchema.parse(
    Object.fromEntries(
      Object.keys(functionSchema.shape).map((property) => [property, found.property(property)]),
    ),
  );
  return {
    host: {
      name,
      assetFolder: assetFolderOf(assets, described.Code.S3Key),
      handler: described.Handler,
      timeoutSeconds: described.Timeout,
      memoryMb: described.MemorySize,
      environment: described.Environment.Variables,
    },
    permissions: permissionsOfRole(deployment, described.Role),
  };
}

export function permissionsOfRole(deployment: Deployment, arn: string): Permissions {
  const role = deployment.resources('AWS::IAM::Role').find((one) => one.attribute('Arn') === arn);
  if (role === undefined) throw new TemplateError(`there is no role ${arn}`);
  return createPermissions(role.name, readStatements(deployment, role));
}

/** Whether an AWS service may invoke a deployed function: by the function's own permissions, or by a role that the service takes. */
import * as z from 'zod';
import { permissionsOfRole } from './deployed-function.ts';
import { conditionSchema, isLike, meetsCondition } from './iam.ts';
import { account, type Resource, TemplateError } from './resource-identity.ts';
import type { Deployment } from './template.ts';

export interface Invocation {
  /** With its alias, as the source names it. */
  functionArn: string;
  /** Such as `sns.amazonaws.com`. */
  principal: string;
  sourceArn: string;
}

/** A permission counts for exactly the version or alias it was given for. https://docs.aws.amazon.com/lambda/latest/dg/permissions-granting.html */
export function mayInvoke(
  deployment: Deployment,
  { functionArn, principal, sourceArn }: Invocation,
): boolean {
  return deployment.resources('AWS::Lambda::Permission').some((permission) => {
    const given = (name: string) => permission.property(name);
    return (
      given('Action') === 'lambda:InvokeFunction' &&
      given('FunctionName') === functionArn &&
      given('Principal') === principal &&
      [undefined, account].includes(optionalText(given('SourceAccount'))) &&
      isLike(sourceArn, optionalText(given('SourceArn')) ?? '*')
    );
  });
}

function optionalText(value: unknown): string | undefined {
  return value === undefined ? undefined : z.string().parse(value);
}

const trustSchema = z.object({
  Statement: z.array(
    z.object({
      Effect: z.literal('Allow'),
      Action: z.literal('sts:AssumeRole'),
      Principal: z.object({ Service: z.union([z.string(), z.array(z.string())]) }),
      Condition: conditionSchema.default({}),
    }),
  ),
});

/** For a service that invokes as a role: the role must trust it for this source, and may invoke. */
export function mayInvokeAs(deployment: Deployment, roleArn: string, invocation: Invocation): boolean {
  const call = { action: 'lambda:InvokeFunction', resource: invocation.functionArn, context: {} };
  return (
    isTrusted(roleOf(deployment, roleArn), invocation) &&
    permissionsOfRole(deployment, roleArn).evaluate(call).allowed
  );
}

function roleOf(deployment: Deployment, arn: string): Resource {
  const found = deployment.resources('AWS::IAM::Role').find((role) => role.attribute('Arn') === arn);
  if (found === undefined) throw new TemplateError(`there is no role ${arn}`);
  return found;
}

function isTrusted(role: Resource, { principal, sourceArn }: Invocation): boolean {
  const { Statement } = trustSchema.parse(role.property('AssumeRolePolicyDocument'));
  const context = { 'aws:SourceAccount': [account], 'aws:SourceArn': [sourceArn] };
  return Statement.some(
    ({ Principal, Condition }) =>
      [Principal.Service].flat().includes(principal) && meetsCondition(Condition, context),
  );
}

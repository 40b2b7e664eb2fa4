/** Takes one action out of the policies of a function's role: the mistake that the guards are there to find. */
import { resolveDeployment, type Template } from './template.ts';

/** A copy of the templates. Throws where nothing was to be taken, for a test of nothing would pass. */
export function withoutAction(
  templates: Readonly<Record<string, Template>>,
  functionName: string,
  action: string,
): Record<string, Template> {
  const copy = structuredClone(templates);
  const deployment = resolveDeployment(copy);
  const role = deployment.resource('AWS::Lambda::Function', functionName).property('Role');
  const [holder] = deployment.resources('AWS::IAM::Role').filter((one) => one.attribute('Arn') === role);
  let taken = 0;
  for (const policy of deployment.resources('AWS::IAM::Policy')) {
    const roles = policy.property('Roles');
    if (!Array.isArray(roles) || !roles.includes(holder?.name)) continue;
    taken += strike(copy[policy.stack]?.Resources[policy.logicalId]?.Properties, action);
  }
  if (taken === 0) throw new Error(`${functionName} is not granted ${action}`);
  return copy;
}

/** Everywhere below, whether it stands alone or in a list; how often. */
function strike(value: unknown, action: string): number {
  if (typeof value !== 'object' || value === null) return 0;
  let struck = 0;
  for (const [name, inner] of Object.entries(value)) {
    if (name === 'Action' && [inner].flat().includes(action)) {
      const left = [inner].flat().filter((one) => one !== action);
      Reflect.set(value, name, left.length === 0 ? 'none:None' : left);
      struck += 1;
    } else struck += strike(inner, action);
  }
  return struck;
}

/** Which function, and which version of it, a caller means: by name, by name and alias, or by ARN. */
import { type FunctionName, functionNames, liveAlias } from '../../shared/deployment/resource-names.ts';
import { localFunctionArn, names } from '../aws-names.ts';

export interface Target {
  name: FunctionName;
  /** With the alias or version that was asked for. */
  arn: string;
}

/** What stands for the newest code; the local stack has no other. */
const latest = '$LATEST';

/** `asked`: `name`, `name:alias`, or the ARN of either. Undefined for what does not exist here. */
export function findTarget(asked: string, qualifier?: string): Target | undefined {
  const [named = '', written] = (asked.startsWith('arn:') ? asked.split(':').slice(6) : asked.split(':')).map(
    String,
  );
  const version = qualifier ?? written ?? latest;
  const name = functionNames.find((known) => names.functionOf(known) === named);
  if (name === undefined || ![latest, liveAlias].includes(version)) return undefined;
  const arn = localFunctionArn(name, version);
  const unqualified = arn.slice(0, -version.length - 1);
  return !asked.startsWith('arn:') || asked === arn || asked === unqualified ? { name, arn } : undefined;
}

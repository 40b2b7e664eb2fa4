/** A function as all of ours are: its bundle on Node and arm64, a role that may do only what it is granted, a log group of its own, sampled traces, and an alias that callers are pointed at. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Duration } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import {
  Alias,
  Architecture,
  Code,
  type IFunction,
  type IVersion,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  SystemLogLevel,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { SetByLambda } from '../../functions/env.ts';
import { timeoutSeconds } from '../../shared/deployment/function-timeouts.ts';
import { type FunctionName, liveAlias, resourceNames } from '../../shared/deployment/resource-names.ts';
import { logGroup } from './log-group.ts';
import { acknowledge, wildcards } from './wildcards.ts';

/** CPU grows with memory, and a cold start is the reading and compiling of the bundle: at 512 MB it has a third of a core. MB. */
const memoryMb = 512;

/** What every function of a stage has in common. */
export interface House {
  stage: string;
  /** The folder with one bundle a function. */
  bundles: string;
  key: IKey;
  logDays: number;
}

export interface HouseFunctionProps<Environment> {
  name: FunctionName;
  house: House;
  /** What the function's own schema asks for. */
  environment: Omit<Environment, SetByLambda> & Record<string, string>;
  /** How many may run at once; absent: as many as the account allows. */
  concurrencyMax?: number;
}

export class HouseFunction<Environment = unknown> extends Construct {
  readonly name: FunctionName;
  readonly role: Role;
  readonly function: LambdaFunction;
  /** What a gradual deployment shifts. */
  readonly alias: Alias;
  /** The same as whoever calls it sees it. */
  readonly live: IFunction;

  constructor(scope: Construct, props: HouseFunctionProps<Environment>) {
    super(scope, props.name);
    const { name, house, concurrencyMax } = props;
    const { stage, key, logDays } = house;
    this.name = name;
    this.role = new Role(this, 'Role', {
      description: `What the function ${name} of booking-gate ${stage} may do`,
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    });
    const logs = logGroup(this, 'Logs', { stage, name, logDays, key });
    logs.grantWrite(this.role);
    this.function = new LambdaFunction(this, 'Function', {
      functionName: resourceNames(stage).functionOf(name),
      description: `booking-gate ${stage}: ${name}`,
      code: Code.fromAsset(bundleIn(house.bundles, name)),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: memoryMb,
      timeout: Duration.seconds(timeoutSeconds[name]),
      environment: props.environment,
      role: this.role,
      logGroup: logs,
      loggingFormat: LoggingFormat.JSON,
      systemLogLevelV2: SystemLogLevel.WARN,
      tracing: Tracing.ACTIVE,
      ...(concurrencyMax === undefined ? {} : { reservedConcurrentExecutions: concurrencyMax }),
    });
    // CDK is not written for exact optional properties: its classes fit their own interfaces in all else.
    const version = this.function.currentVersion as IVersion;
    this.alias = new Alias(this, 'Live', { aliasName: liveAlias, version });
    // As above.
    this.live = this.alias as IFunction;
    acknowledge(this.role, wildcards.any);
  }
}

/** Said here, because what CDK says of a missing folder does not tell how it comes about. */
function bundleIn(folder: string, name: FunctionName): string {
  const bundle = join(folder, name);
  if (!existsSync(join(bundle, 'index.mjs'))) {
    throw new Error(`there is no bundle of ${name} in ${folder}: run "npm run build" first`);
  }
  return bundle;
}

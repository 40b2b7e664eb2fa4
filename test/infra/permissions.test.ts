/** Least privilege in both directions: what a function's code calls is granted, and what is granted its code calls. The expectation is made from the bundles' own sources. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { buildFunctions } from '../../functions/build.ts';
import { wildcards } from '../../infra/constructs/wildcards.ts';
import { type FunctionName, functionNames, resourceNames } from '../../shared/deployment/resource-names.ts';
import { tableAccess } from '../../shared/deployment/table-access.ts';
import { readStatements } from '../lambda/iam.ts';
import { account, partition, type Resource, region } from '../lambda/resource-identity.ts';
import { type Deployment, resolveDeployment, type Template } from '../lambda/template.ts';
import { withoutAction } from '../lambda/without-action.ts';
import { type AwsCommand, ownFilesIn, readCommands, readIndexes } from './aws-commands.ts';
import { compareGrants, type Difference, grantsOf, neededGrants } from './grants.ts';
import { projectFolder, read, synthesised } from './synthesised.ts';

const stage = 'prod';
/** Seven bundles: a machine on which others build at the same time takes long. */
const buildMsMax = 120_000;

interface Calls {
  commands: AwsCommand[];
  indexNames: string[];
}

const calls = new Map<string, Calls>();
let folder = '';

beforeAll(async () => {
  mkdirSync(join(projectFolder, '.local'), { recursive: true });
  folder = mkdtempSync(join(projectFolder, '.local', 'permissions-test-'));
  for (const { name, metafile } of await buildFunctions({ outdir: folder })) {
    calls.set(name, readCalls(ownFilesIn(metafile)));
  }
}, buildMsMax);

afterAll(() => {
  if (folder !== '') rmSync(folder, { recursive: true, force: true });
});

function readCalls(files: readonly string[]): Calls {
  const sources = files.map((path) => ({ path, text: readFileSync(join(projectFolder, path), 'utf8') }));
  return {
    commands: sources.flatMap(({ path, text }) => readCommands(path, text)),
    indexNames: [
      ...new Set(
        sources
          .filter(({ path }) => path.startsWith('functions/adapters/'))
          .flatMap(({ path, text }) => readIndexes(path, text)),
      ),
    ].sort(),
  };
}

function callsOf(name: FunctionName): Calls {
  const found = calls.get(name);
  if (found === undefined) throw new Error(`${name} was not built`);
  return found;
}

function roleOf(deployment: Deployment, name: FunctionName): Resource {
  const arn = deployment
    .resource('AWS::Lambda::Function', resourceNames(stage).functionOf(name))
    .property('Role');
  const found = deployment.resources('AWS::IAM::Role').find((role) => role.attribute('Arn') === arn);
  if (found === undefined) throw new Error(`there is no role ${String(arn)}`);
  return found;
}

function compare(
  name: FunctionName,
  { commands, indexNames }: Calls = callsOf(name),
  deployment: Deployment = synthesised(stage).deployment,
): Difference {
  const keyArn = String(keyOfStage(deployment).attribute('Arn'));
  const needed = neededGrants({ name, stage, keyArn, commands, indexNames });
  return compareGrants(needed, grantsOf(readStatements(deployment, roleOf(deployment, name))));
}

function keyOfStage(deployment: Deployment): Resource {
  const [found] = deployment
    .resources('AWS::KMS::Key')
    .filter(({ stack }) => stack === `${resourceNames(stage).prefix}-data`);
  if (found === undefined) throw new Error('the stage has no key');
  return found;
}

test.each(functionNames)('%s may do exactly what its code calls', (name) => {
  expect(callsOf(name).commands.length).toBeGreaterThan(3);
  expect(compare(name)).toEqual({ missing: [], unused: [] });
});

test.each(functionNames)('%s may query exactly the indexes its adapters name', (name) => {
  expect(callsOf(name).indexNames).toEqual([...tableAccess[name].queries].sort());
});

describe('a planted mistake', () => {
  test('an adapter that calls something new fails', () => {
    const planted = readCommands(
      'functions/adapters/planted.ts',
      "import { DeleteItemCommand } from '@aws-sdk/client-dynamodb';\nexport const made = new DeleteItemCommand({ TableName: 'x' });\n",
    );
    const before = callsOf('receipts');
    expect(compare('receipts', { ...before, commands: [...before.commands, ...planted] })).toEqual({
      missing: ['dynamodb:DeleteItem | *'],
      unused: [],
    });
  });

  test('an adapter that queries another index fails', () => {
    const planted = readIndexes(
      'functions/adapters/planted.ts',
      'const asked = { index: indexes.attention };',
    );
    const before = callsOf('webhook');
    const { missing } = compare('webhook', { ...before, indexNames: [...before.indexNames, ...planted] });
    expect(missing).toEqual([
      `dynamodb:Query | arn:${partition}:dynamodb:${region}:${account}:table/booking-gate-prod/index/attention`,
    ]);
  });

  test('an adapter that is left out makes its grants unused', () => {
    const { commands, indexNames } = callsOf('inbound-text');
    const fewer = commands.filter(({ operation }) => operation !== 'OptInPhoneNumber');
    expect(compare('inbound-text', { commands: fewer, indexNames })).toEqual({
      missing: [],
      unused: ['sns:OptInPhoneNumber | *'],
    });
  });

  test('a role with one action more fails', () => {
    const deployment = resolveDeployment(withStatement('client-pages', 'dynamodb:Scan'));
    expect(compare('client-pages', callsOf('client-pages'), deployment)).toEqual({
      missing: [],
      unused: ['dynamodb:Scan | *'],
    });
  });

  test('a role with one action less fails', () => {
    const { templates } = synthesised(stage);
    const name = resourceNames(stage).functionOf('sweep');
    const deployment = resolveDeployment(withoutAction(templates, name, 'dynamodb:UpdateItem'));
    expect(compare('sweep', callsOf('sweep'), deployment).missing).toEqual([
      expect.stringContaining('dynamodb:UpdateItem | '),
    ]);
  });
});

/** A copy of the templates in which a function's role may do one thing more. */
function withStatement(name: FunctionName, action: string): Record<string, Template> {
  const templates = structuredClone({ ...synthesised(stage).templates });
  const role = roleOf(resolveDeployment(templates), name);
  const policy = { Statement: [{ Effect: 'Allow', Action: action, Resource: '*' }], Version: '2012-10-17' };
  const properties = { PolicyName: 'planted', PolicyDocument: policy, Roles: [{ Ref: role.logicalId }] };
  const resources = templates[role.stack]?.Resources ?? {};
  resources.Planted = { Type: 'AWS::IAM::Policy', Properties: properties };
  return templates;
}

describe('what cannot be read is an error', () => {
  test.each([
    [
      'a whole client',
      "import { DynamoDB } from '@aws-sdk/client-dynamodb';",
      'imports DynamoDB, and what it calls',
    ],
    ['a namespace', "import * as aws from '@aws-sdk/client-sns';", 'imports aws, and what it calls'],
    [
      'a waiter',
      "import { waitUntilTableExists } from '@aws-sdk/client-dynamodb';",
      'imports waitUntilTableExists, and what it calls',
    ],
    [
      'another name',
      "import { PutItemCommand as Put } from '@aws-sdk/client-dynamodb';",
      'imports Put, and what it calls',
    ],
    [
      'a command that is handed on',
      "import { PutItemCommand } from '@aws-sdk/client-dynamodb';\nexport const how = PutItemCommand;",
      'does not make it here',
    ],
  ])('%s', (_, text, says) => {
    expect(() => readCommands('functions/adapters/planted.ts', text)).toThrow(says);
  });

  test('a publish to nobody that is written out', () => {
    const text =
      "import { PublishCommand } from '@aws-sdk/client-sns';\nexport const made = (input) => new PublishCommand(input);";
    const commands = readCommands('functions/adapters/planted.ts', text);
    expect(() => compare('follow-up', { commands, indexNames: [] })).toThrow('either a topic or a phone');
  });
});

/** One permission of any role in any stack. */
interface Permission {
  role: string;
  action: string;
  resource: string;
}

const oneOrMany = z.union([z.string(), z.array(z.string())]).transform((given) => [given].flat());
const document = z.object({
  Statement: z.array(
    z.object({ Action: oneOrMany, Resource: oneOrMany.optional(), NotResource: oneOrMany.optional() }),
  ),
});
const inline = z.array(z.object({ PolicyDocument: document })).default([]);

function permissionsIn({ PolicyName, PolicyDocument }: { PolicyName: string; PolicyDocument: unknown }) {
  return document
    .parse(PolicyDocument)
    .Statement.flatMap(({ Action, Resource, NotResource = [] }) =>
      Action.flatMap((action) =>
        [...(Resource ?? []), ...NotResource.map((one) => `not ${one}`)].map(
          (resource): Permission => ({ role: PolicyName, action, resource }),
        ),
      ),
    );
}

function allPermissions(): Permission[] {
  const { deployment } = synthesised(stage);
  const attached = deployment.resources('AWS::IAM::Policy').flatMap((policy) =>
    permissionsIn({
      PolicyName: z.array(z.string()).parse(policy.property('Roles')).join(),
      PolicyDocument: policy.property('PolicyDocument'),
    }),
  );
  const own = deployment
    .resources('AWS::IAM::Role')
    .flatMap((role) =>
      inline
        .parse(role.property('Policies'))
        .flatMap(({ PolicyDocument }) => permissionsIn({ PolicyName: role.name, PolicyDocument })),
    );
  return [...attached, ...own];
}

describe('wildcards', () => {
  const names = resourceNames(stage);

  /** The resource that an entry of the list is about, as the deployment has it. */
  function resourceOf({ id }: { id: string }): string {
    return (/\[Resource::(.+)\]$/.exec(id)?.[1] ?? '')
      .replace('<AWS::Partition>', partition)
      .replace('<AWS::Region>', region)
      .replace('<AWS::AccountId>', account);
  }

  /** What may be asked of everything, because it is about no resource. */
  const onEverything = [
    'xray:PutTraceSegments',
    'xray:PutTelemetryRecords',
    'sns:CheckIfPhoneNumberIsOptedOut',
    'sns:OptInPhoneNumber',
    // The deployment's own call for the account's SMS settings. https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsns.html
    'sns:SetSMSAttributes',
  ];
  /** CDK names no distribution for its files that are replaced. */
  const onFrontDoor = ['cloudfront:GetInvalidation', 'cloudfront:CreateInvalidation'];
  /** Groups of actions, as the list names them. */
  const siteActions = wildcards.siteFiles.flatMap(({ id }) => /\[Action::(.+)\]$/.exec(id)?.[1] ?? []);
  const patterns = [
    resourceOf(wildcards.timersOf(names.timerGroup)),
    resourceOf(wildcards.clinicSecretsOf(names.clinicSecretPrefix)),
    resourceOf(wildcards.clinicTopicsOf(names.clinicTopicPrefix)),
  ];

  /** What CDK's own function may do that fills the site's bucket: the groups of actions that are listed, on the two buckets it works with and their files. */
  function isOfSiteFiles({ role, action, resource }: Permission): boolean {
    return (
      /-sitefilesRole/.test(role) &&
      (siteActions.includes(action) || action.startsWith('s3:PutObject')) &&
      /^arn:aws:s3:::(cdk-\w+-assets-\d+-[\w-]+|booking-gate-prod-frontdoorSite\w+)(\/\*)?$/.test(resource)
    );
  }

  /** Whether the list of wildcards has it, or an exception that is named here. */
  function isListed({ role, action, resource }: Permission): boolean {
    if (resource === resourceOf(wildcards.any)) {
      return onEverything.includes(action) || (/-sitefilesRole/.test(role) && onFrontDoor.includes(action));
    }
    // Everything but a topic is what a phone number is.
    if (resource === `not arn:${partition}:sns:*:*:*`) return action === 'sns:Publish';
    // The ARN of a log group ends so by itself, for its streams.
    if (/:log-group:[^*]+:\*$/.test(resource)) return /^logs:(CreateLogStream|PutLogEvents)$/.test(action);
    // SNS makes the delivery logs' role ask for both groups and their streams.
    if (/:log-group:sns\/[^*]+\*(:\*)?$/.test(resource)) return action.startsWith('logs:');
    if (isOfSiteFiles({ role, action, resource })) return true;
    return patterns.includes(resource);
  }

  test('no role may do anything, and only what is listed to more than one resource', () => {
    const permissions = allPermissions();
    expect(permissions.length).toBeGreaterThan(80);
    expect(permissions.filter((one) => one.action.includes('*') && !isOfSiteFiles(one))).toEqual([]);
    const wide = permissions.filter(({ resource }) => /\*|^not /.test(resource));
    expect(wide.filter((one) => !isListed(one))).toEqual([]);
  });

  test('what is listed is used', () => {
    const granted = allPermissions();
    for (const action of onEverything) {
      expect(granted).toContainEqual(expect.objectContaining({ action, resource: '*' }));
    }
    for (const action of [...siteActions, ...onFrontDoor]) {
      expect(granted).toContainEqual(expect.objectContaining({ action }));
    }
    for (const resource of patterns) expect(granted).toContainEqual(expect.objectContaining({ resource }));
  });

  test('policies of AWS are taken by CodeDeploy only', () => {
    const managed = synthesised(stage)
      .deployment.resources('AWS::IAM::Role')
      .flatMap((role) => z.array(z.string()).default([]).parse(role.property('ManagedPolicyArns')))
      .map((arn) => arn.split('/').at(-1));
    expect(managed).toEqual(['AWSCodeDeployRoleForLambdaLimited', 'AWSCodeDeployRoleForLambdaLimited']);
  });
});

describe('the roles that are no function’s', () => {
  const names = resourceNames(stage);

  test('a timer may hand over to the live follow-up and leave what it cannot in its queue, nothing else', () => {
    const { deployment } = synthesised(stage);
    const role = deployment.resource('AWS::IAM::Role', names.timerRoleIn(region));
    const keyArn = String(keyOfStage(deployment).attribute('Arn'));
    const viaQueue = `StringEquals kms:ViaService sqs.${region}.amazonaws.com`;
    expect(grantsOf(readStatements(deployment, role)).sort()).toEqual([
      `kms:Decrypt | ${keyArn} | ${viaQueue}`,
      `kms:GenerateDataKey | ${keyArn} | ${viaQueue}`,
      `lambda:InvokeFunction | arn:${partition}:lambda:${region}:${account}:function:${names.functionOf('follow-up')}:live`,
      `sqs:SendMessage | arn:${partition}:sqs:${region}:${account}:${names.timerFailures}`,
    ]);
  });

  test('only the Scheduler takes the timers’ role, for this account and this group', () => {
    const role = synthesised(stage).deployment.resource('AWS::IAM::Role', names.timerRoleIn(region));
    const { AssumeRolePolicyDocument } = read(role, { AssumeRolePolicyDocument: z.unknown() });
    expect(AssumeRolePolicyDocument).toMatchObject({
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: 'scheduler.amazonaws.com' },
          Condition: {
            StringEquals: {
              'aws:SourceAccount': account,
              'aws:SourceArn': `arn:${partition}:scheduler:${region}:${account}:schedule-group/${names.timerGroup}`,
            },
          },
        },
      ],
    });
  });

  test('each role is for one service', () => {
    const trust = z.object({
      Statement: z
        .array(z.object({ Effect: z.literal('Allow'), Principal: z.object({ Service: z.string() }) }))
        .length(1),
    });
    const services = synthesised(stage)
      .deployment.resources('AWS::IAM::Role')
      .map((role) => trust.parse(role.property('AssumeRolePolicyDocument')).Statement[0]?.Principal.Service);
    expect(new Set(services)).toEqual(
      new Set([
        'lambda.amazonaws.com',
        'scheduler.amazonaws.com',
        'sns.amazonaws.com',
        'codedeploy.amazonaws.com',
      ]),
    );
  });
});

/** What holds for the deployment as a whole: others' rules find nothing in it but for what is answered for, and stages and accounts do not stand in each other's way. */
import { type CfnResource, Validations } from 'aws-cdk-lib';
import { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnQueue } from 'aws-cdk-lib/aws-sqs';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { type Resource, region } from '../lambda/resource-identity.ts';
import { type Stage, type Synthesised, stages, synthesise, synthesised } from './synthesised.ts';

type App = Synthesised['app'];

interface Finding {
  id: string;
  path: string;
}

function findingsOf(checks: AwsSolutionsChecks, app: App): Finding[] {
  return checks
    .validateScope(app)
    .violations.flatMap(({ ruleName, violatingResources }) =>
      violatingResources.map(({ constructPath = '' }) => ({ id: ruleName, path: constructPath })),
    );
}

/** What would be found if nothing were answered for. */
function bareFindingsOf(app: App): Finding[] {
  const checks = new AwsSolutionsChecks();
  if (!Reflect.has(checks, 'isAcknowledged')) throw new Error('cdk-nag asks for answers in another way now');
  Reflect.set(checks, 'isAcknowledged', () => false);
  return findingsOf(checks, app);
}

interface Answer extends Finding {
  reason: string;
}

const answers = z.record(z.string(), z.string());

/** Each finding that is answered for, with where: it holds for what is below too. */
function answersIn(app: App): Answer[] {
  return app.node.findAll().flatMap(({ node }) =>
    node.metadata
      .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
      .flatMap(({ data }) => Object.entries(answers.parse(data)))
      .map(([id, reason]) => ({ id: id.replace(/^annotation::/i, ''), path: node.path, reason })),
  );
}

const ofTemplates = 'CloudFormation-Validate::';

describe.each(stages)('AwsSolutions on %s', (stage) => {
  const { app } = synthesised(stage);

  test('finds nothing that is not answered for', () => {
    expect(findingsOf(new AwsSolutionsChecks(), app)).toEqual([]);
  });

  test('every answer is needed: without it the finding is back', () => {
    const bare = bareFindingsOf(app);
    expect(bare.length).toBeGreaterThan(20);
    const unneeded = answersIn(app)
      .filter(({ id }) => !id.startsWith(ofTemplates))
      .filter(({ id, path }) => !bare.some((one) => one.id === id && `${one.path}/`.startsWith(`${path}/`)));
    expect(unneeded).toEqual([]);
  });

  test('every answer is a sentence or more, and none is given for a whole stack', () => {
    const all = answersIn(app);
    expect(all.length).toBeGreaterThan(20);
    for (const { reason, id } of all) {
      expect(reason, id).toMatch(/^[A-Z][^.]{30,}\.( |$)/);
    }
    const forStacks = all.filter(({ path }) => !path.includes('/')).map(({ id, path }) => `${path} ${id}`);
    expect(forStacks).toEqual([]);
  });
});

function firstOf<T extends CfnResource>(app: App, type: new (...given: never[]) => T): T {
  const found = app.node.findAll().find((construct): construct is T => construct instanceof type);
  if (found === undefined) throw new Error(`there is no ${type.name}`);
  return found;
}

test('a finding that nobody answered for stops the synthesis', () => {
  const change = (app: App) => {
    const gate = app.node.findChild('booking-gate-dev');
    new CfnQueue(gate, 'Planted');
  };
  expect(() => synthesise('dev', { builtinCloudFormationValidation: false, change })).toThrow(
    'AwsSolutions-SQS4',
  );
});

function messageOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    return String(error);
  }
  return 'nothing was refused';
}

/** Two templates against every schema: a machine on which others test at the same time takes long. */
const schemasMsMax = 120_000;

describe('CloudFormation’s own schemas', () => {
  test('take each template as it is, but for what is answered for', { timeout: schemasMsMax }, () => {
    const { app, reports } = synthesise('dev');
    const answered = answersIn(app).map(({ id }) => id);
    expect(reports).toEqual([
      expect.objectContaining({
        pluginName: 'CloudFormation Validate',
        violations: [],
        suppressedViolations: answered
          .filter((id) => id.startsWith(ofTemplates))
          .map((acknowledgedId) => ({ acknowledgedId })),
      }),
    ]);
  });

  test('refuse a value out of its bounds, one of another type and a property that is missing: the synthesis stops', () => {
    const change = (app: App) => {
      const planted = firstOf(app, CfnFunction);
      planted.addPropertyOverride('Timeout', 9_999);
      planted.addPropertyOverride('MemorySize', 'plenty');
      planted.addPropertyDeletionOverride('Role');
    };
    const says = messageOf(() => synthesise('dev', { change }));
    expect(says).toContain('Timeout: 9999 is greater than');
    expect(says).toContain("MemorySize: 'plenty' is not of type");
    expect(says).toContain("'Role' is a required property");
  });
});

const accountStack = 'booking-gate-account';

/** The property by which a resource has a name of our choosing. */
const naming: Readonly<Record<string, string>> = {
  'AWS::ApiGatewayV2::Api': 'Name',
  'AWS::CloudWatch::Alarm': 'AlarmName',
  'AWS::CloudWatch::Dashboard': 'DashboardName',
  'AWS::CodeDeploy::Application': 'ApplicationName',
  'AWS::DynamoDB::Table': 'TableName',
  'AWS::Events::Rule': 'Name',
  'AWS::IAM::Role': 'RoleName',
  'AWS::KMS::Alias': 'AliasName',
  'AWS::Lambda::Function': 'FunctionName',
  'AWS::Logs::LogGroup': 'LogGroupName',
  'AWS::SNS::Topic': 'TopicName',
  'AWS::SQS::Queue': 'QueueName',
  'AWS::Scheduler::ScheduleGroup': 'Name',
};

/** The characters a name may have, by AWS. Sources: the resource types' own pages in the CloudFormation template reference, https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html */
const charsMax: Readonly<Record<string, number>> = {
  'AWS::ApiGatewayV2::Api': 128,
  'AWS::CloudWatch::Alarm': 255,
  'AWS::CloudWatch::Dashboard': 255,
  'AWS::CodeDeploy::Application': 100,
  'AWS::DynamoDB::Table': 255,
  'AWS::Events::Rule': 64,
  'AWS::IAM::Role': 64,
  'AWS::KMS::Alias': 256,
  'AWS::Lambda::Function': 64,
  'AWS::Logs::LogGroup': 512,
  'AWS::SNS::Topic': 256,
  'AWS::SQS::Queue': 80,
  'AWS::Scheduler::ScheduleGroup': 64,
};

/** The longest name a stage may have. */
const longestStage = 'a23456789012';
const longestRegion = 'ap-northeast-1';

function namesOf(stage: Stage): { type: string; name: string; stack: string }[] {
  const { deployment } = synthesised(stage);
  return Object.entries(naming).flatMap(([type, property]) =>
    deployment.resources(type).flatMap((resource: Resource) => {
      const name = resource.property(property);
      return name === undefined ? [] : [{ type, name: String(name), stack: resource.stack }];
    }),
  );
}

test('two stages in one account share no name', () => {
  const [ofDev, ofProd] = (['dev', 'prod'] as const).map((stage) =>
    namesOf(stage)
      .filter(({ stack }) => stack !== accountStack)
      .map(({ type, name }) => `${type} ${name}`),
  );
  expect(ofDev?.length).toBeGreaterThan(50);
  expect(ofDev?.filter((name) => ofProd?.includes(name))).toEqual([]);
  for (const name of ofDev ?? []) expect(name).toContain('dev');
});

/** What a type of the whole account is named by, whatever the region. */
const accountWide: Readonly<Record<string, readonly [string, ...string[]]>> = {
  'AWS::CloudFront::OriginAccessControl': ['OriginAccessControlConfig', 'Name'],
  'AWS::CloudFront::OriginRequestPolicy': ['OriginRequestPolicyConfig', 'Name'],
  'AWS::CloudFront::ResponseHeadersPolicy': ['ResponseHeadersPolicyConfig', 'Name'],
  'AWS::CloudWatch::Dashboard': ['DashboardName'],
  'AWS::IAM::Role': ['RoleName'],
};

function typeOf(resource: Record<string, unknown>): string {
  return String(resource.Type);
}

test('a stage may stand in two regions of one account: what both would share by name is named by its region', () => {
  const { deployment, templates } = synthesised('prod');
  const named = Object.entries(accountWide).flatMap(([type, [property, member]]) =>
    deployment.resources(type).flatMap((resource) => {
      const value = resource.property(property);
      if (value === undefined) return [];
      return [
        `${type} ${member === undefined ? value : z.record(z.string(), z.unknown()).parse(value)[member]}`,
      ];
    }),
  );
  expect(new Set(named.map((name) => name.split(' ')[0]))).toEqual(new Set(Object.keys(accountWide)));
  for (const name of named) expect(name).toMatch(new RegExp(`booking-gate-prod\\S*-${region}$`));
  const types = Object.values(templates).flatMap(({ Resources }) => Object.values(Resources).map(typeOf));
  // A distribution's name is AWS's own.
  const known = [...Object.keys(accountWide), 'AWS::CloudFront::Distribution'];
  expect(types.filter((type) => type.startsWith('AWS::CloudFront::') && !known.includes(type))).toEqual([]);
});

test('no stage has a name of the account’s', () => {
  const ofAccount = namesOf('dev').filter(({ stack }) => stack === accountStack);
  expect(ofAccount.length).toBeGreaterThan(4);
  for (const { type, name } of ofAccount) {
    for (const stage of stages) {
      expect(
        namesOf(stage)
          .filter((one) => one.stack !== accountStack)
          .map((one) => `${one.type} ${one.name}`),
      ).not.toContain(`${type} ${name}`);
    }
  }
});

test('what is the account’s is the same whichever stage is deployed', () => {
  const [dev, prod] = stages.map((stage) => synthesised(stage).templates[accountStack]);
  expect(Object.keys(dev?.Resources ?? {}).length).toBeGreaterThan(8);
  expect(dev).toEqual(prod);
});

test('the account’s SMS settings are its alone: no stage sets them', () => {
  for (const stage of stages) {
    const { templates, deployment } = synthesised(stage);
    expect(deployment.resources('Custom::AWS').map(({ stack }) => stack)).toEqual([accountStack]);
    const ofStage = Object.entries(templates).filter(([stack]) => stack !== accountStack);
    expect(ofStage).toHaveLength(2);
    for (const [, template] of ofStage) expect(JSON.stringify(template)).not.toContain('MonthlySpendLimit');
  }
});

test('names fit where AWS bounds them, for the longest stage too', () => {
  const names = namesOf('prod');
  expect(new Set(names.map(({ type }) => type))).toEqual(new Set(Object.keys(charsMax)));
  for (const { type, name } of names) {
    const longest = name.replaceAll('prod', longestStage).replaceAll(region, longestRegion);
    expect(longest.length, `${type} ${longest}`).toBeLessThanOrEqual(charsMax[type] ?? 0);
  }
});

test('a template names no account and no region: they are the deploying profile’s', () => {
  for (const stage of stages) {
    for (const [stack, template] of Object.entries(synthesised(stage).templates)) {
      const text = JSON.stringify(template).replaceAll(/"S3Key":"[0-9a-f]{64}\.zip"/g, '');
      expect(text.length, stack).toBeGreaterThan(1_000);
      expect(/(?<![0-9a-f])\d{12}(?![0-9a-f])/.exec(text)?.[0], stack).toBeUndefined();
      expect(
        /\b(us|eu|ap|sa|ca)-(north|south|east|west|central)\w*-\d/.exec(text)?.[0],
        stack,
      ).toBeUndefined();
    }
  }
});

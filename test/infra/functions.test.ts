/** The functions as they are deployed: how they run, what they are told, who calls them, what becomes of what they fail at, and how a new version takes over. */
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { clientPagesEnv } from '../../functions/client-pages/env.ts';
import { readEnv } from '../../functions/env.ts';
import { followUpEnv } from '../../functions/follow-up/env.ts';
import { inboundTextEnv } from '../../functions/inbound-text/env.ts';
import { managerApiEnv } from '../../functions/manager-api/env.ts';
import { receiptsEnv } from '../../functions/receipts/env.ts';
import { sweepEnv } from '../../functions/sweep/env.ts';
import { sweepBudgetMs } from '../../functions/sweep/handler.ts';
import { webhookEnv } from '../../functions/webhook/env.ts';
import { managerRoutes } from '../../shared/api/manager/routes.ts';
import { timeoutSeconds } from '../../shared/deployment/function-timeouts.ts';
import {
  asyncFunctionNames,
  type FunctionName,
  functionNames,
  resourceNames,
} from '../../shared/deployment/resource-names.ts';
import { account, type Resource, region } from '../lambda/resource-identity.ts';
import { rawOf, read, stages, synthesised } from './synthesised.ts';

/** What each function reads when it starts. */
const schemas: Readonly<Record<FunctionName, z.ZodObject>> = {
  webhook: webhookEnv,
  'client-pages': clientPagesEnv,
  'manager-api': managerApiEnv,
  'follow-up': followUpEnv,
  sweep: sweepEnv,
  'inbound-text': inboundTextEnv,
  receipts: receiptsEnv,
};
/** https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html */
const setByLambda = { AWS_REGION: region, AWS_LAMBDA_FUNCTION_NAME: 'made-up' };

describe.each(stages)('%s', (stage) => {
  const { deployment, settings } = synthesised(stage);
  const names = resourceNames(stage);

  function functionOf(name: FunctionName): Resource {
    return deployment.resource('AWS::Lambda::Function', names.functionOf(name));
  }

  function liveArn(name: FunctionName): string {
    return `arn:aws:lambda:${region}:${account}:function:${names.functionOf(name)}:live`;
  }

  function queueArn(name: string): unknown {
    return deployment.resource('AWS::SQS::Queue', name).attribute('Arn');
  }

  function aliasOf(name: FunctionName): Resource {
    const [alias, ...more] = deployment
      .resources('AWS::Lambda::Alias')
      .filter(({ ref }) => ref === liveArn(name));
    if (alias === undefined || more.length > 0) throw new Error(`${name} has not one alias`);
    return alias;
  }

  test.each(functionNames)('%s runs on Node 24 and arm64, traced, with its own time-out and log', (name) => {
    const found = functionOf(name);
    expect(
      read(found, {
        Runtime: z.string(),
        Architectures: z.array(z.string()),
        Handler: z.string(),
        Timeout: z.int(),
        TracingConfig: z.unknown(),
        LoggingConfig: z.unknown(),
      }),
    ).toEqual({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Handler: 'index.handler',
      Timeout: timeoutSeconds[name],
      TracingConfig: { Mode: 'Active' },
      LoggingConfig: {
        LogFormat: 'JSON',
        LogGroup: `/booking-gate/${stage}/${name}`,
        SystemLogLevel: 'WARN',
      },
    });
  });

  test.each(functionNames)('%s is told exactly what its schema asks for', (name) => {
    const { Environment } = read(functionOf(name), {
      Environment: z.object({ Variables: z.record(z.string(), z.string()) }),
    });
    const asked = Object.keys(schemas[name].shape).filter((variable) => !(variable in setByLambda));
    expect(Object.keys(Environment.Variables).sort()).toEqual(asked.sort());
    const env = readEnv(schemas[name], { ...Environment.Variables, ...setByLambda });
    expect(env).toMatchObject({
      STAGE: stage,
      TABLE_NAME: names.table,
      TIMER_FUNCTION_ARN: liveArn('follow-up'),
      TIMER_ROLE_ARN: deployment.resource('AWS::IAM::Role', names.timerRoleIn(region)).attribute('Arn'),
      TIMER_GROUP: deployment.resource('AWS::Scheduler::ScheduleGroup', names.timerGroup).name,
      TIMER_DEAD_LETTER_ARN: queueArn(names.timerFailures),
    });
  });

  test('only the sweep is bound to one run at a time, and ends before the next', () => {
    const bounds = functionNames.map((name) => [
      name,
      functionOf(name).property('ReservedConcurrentExecutions'),
    ]);
    expect(Object.fromEntries(bounds)).toEqual({
      ...Object.fromEntries(functionNames.map((name) => [name, undefined])),
      sweep: 1,
    });
    expect(timeoutSeconds.sweep).toBeLessThan(60);
    expect(sweepBudgetMs / 1_000).toBeLessThan(timeoutSeconds.sweep);
  });

  describe('what fails', () => {
    test.each(
      asyncFunctionNames,
    )('of %s is tried again and then kept in its own queue: said of the alias', (name) => {
      const configurations = deployment
        .resources('AWS::Lambda::EventInvokeConfig')
        .filter((one) => one.property('FunctionName') === names.functionOf(name));
      expect(configurations).toHaveLength(1);
      const [configuration] = configurations;
      expect(configuration?.property('Qualifier')).toBe('live');
      expect(configuration?.property('DestinationConfig')).toEqual({
        OnFailure: { Destination: queueArn(names.failuresOf(name)) },
      });
      // The next sweep comes in a minute and finds the same.
      expect(configuration?.property('MaximumRetryAttempts')).toBe(name === 'sweep' ? 0 : 2);
      expect(configuration?.property('MaximumEventAgeInSeconds')).toBe(3_600);
    });

    test('nothing else is set for events that nobody waits for', () => {
      expect(deployment.resources('AWS::Lambda::EventInvokeConfig')).toHaveLength(asyncFunctionNames.length);
    });

    test('of a client’s text that the topic cannot hand over is kept', () => {
      const [subscription, ...more] = deployment
        .resources('AWS::SNS::Subscription')
        .filter((one) => one.property('Protocol') === 'lambda');
      expect(more).toEqual([]);
      expect(subscription?.property('TopicArn')).toBe(
        deployment.resource('AWS::SNS::Topic', names.inboundTopic).ref,
      );
      expect(subscription?.property('RedrivePolicy')).toEqual({
        deadLetterTargetArn: queueArn(names.inboundFailures),
      });
    });
  });

  describe('who calls', () => {
    test('the sweep: a rule of EventBridge each minute, and no schedule that shares the Scheduler’s fate', () => {
      const rules = deployment.resources('AWS::Events::Rule');
      expect(rules).toHaveLength(1);
      expect(rules[0]?.property('ScheduleExpression')).toBe('rate(1 minute)');
      expect(rules[0]?.property('State')).toBe('ENABLED');
      expect(rules[0]?.property('Targets')).toEqual([
        expect.objectContaining({
          Arn: liveArn('sweep'),
          RetryPolicy: { MaximumEventAgeInSeconds: 60, MaximumRetryAttempts: 0 },
        }),
      ]);
      expect(deployment.resources('AWS::Scheduler::Schedule')).toEqual([]);
    });

    test('a function is called by its alias, and a permission is for one source', () => {
      const permissions = deployment.resources('AWS::Lambda::Permission').map((one) => ({
        of: one.property('FunctionName'),
        by: one.property('Principal'),
        action: one.property('Action'),
        from: String(one.property('SourceArn')),
      }));
      const pairs = permissions.map(({ of, by }) => `${String(by)} ${String(of)}`);
      expect([...new Set(pairs)].sort()).toEqual(
        [
          `apigateway.amazonaws.com ${liveArn('client-pages')}`,
          `apigateway.amazonaws.com ${liveArn('manager-api')}`,
          `apigateway.amazonaws.com ${liveArn('webhook')}`,
          `events.amazonaws.com ${liveArn('sweep')}`,
          `logs.amazonaws.com ${liveArn('receipts')}`,
          `sns.amazonaws.com ${liveArn('inbound-text')}`,
        ].sort(),
      );
      for (const { action, from } of permissions) {
        expect(action).toBe('lambda:InvokeFunction');
        expect(from).toMatch(new RegExp(`^arn:aws:[a-z-]+:${region}:(${account}:)`));
      }
    });

    test('whatever calls, calls the alias', () => {
      const targets = [
        ...deployment
          .resources('AWS::ApiGatewayV2::Integration')
          .map((one) => one.property('IntegrationUri')),
        ...deployment.resources('AWS::Logs::SubscriptionFilter').map((one) => one.property('DestinationArn')),
        ...deployment
          .resources('AWS::SNS::Subscription')
          .filter((one) => one.property('Protocol') === 'lambda')
          .map((one) => one.property('Endpoint')),
      ];
      expect(targets.map(String).sort()).toEqual(
        [
          liveArn('client-pages'),
          liveArn('manager-api'),
          liveArn('webhook'),
          liveArn('receipts'),
          liveArn('receipts'),
          liveArn('inbound-text'),
        ].sort(),
      );
    });

    test('both delivery logs are read whole', () => {
      const direct = `sns/${region}/${account}/DirectPublishToPhoneNumber`;
      const filters = deployment.resources('AWS::Logs::SubscriptionFilter');
      expect(filters.map((one) => one.property('LogGroupName')).sort()).toEqual([
        direct,
        `${direct}/Failure`,
      ]);
      for (const filter of filters) expect(filter.property('FilterPattern')).toBe('');
    });
  });

  describe('the door', () => {
    const route = z.object({ RouteKey: z.string() });
    const routeKeys = deployment
      .resources('AWS::ApiGatewayV2::Route')
      .map((one) => route.parse({ RouteKey: one.property('RouteKey') }).RouteKey);
    const [door] = deployment.resources('AWS::ApiGatewayV2::Stage');
    if (door === undefined) throw new Error('the API has no stage');

    test('has the routes of the webhooks, the pages and the manager’s site, each throttled by itself', () => {
      const limits = ({ perSecond, burst }: { perSecond: number; burst: number }) => ({
        ThrottlingRateLimit: perSecond,
        ThrottlingBurstLimit: burst,
      });
      expect(door.property('RouteSettings')).toEqual({
        'POST /v1/clinics/{clinicId}/webhooks/{platform}': limits(settings.webhookRate),
        'GET /s/{token}': limits(settings.pagesRate),
        'HEAD /s/{token}': limits(settings.pagesRate),
        'POST /s/{token}': limits(settings.pagesRate),
        'POST /s/{token}/draft': limits(settings.pagesRate),
        'GET /c/{token}': limits(settings.pagesRate),
        'HEAD /c/{token}': limits(settings.pagesRate),
        'POST /c/{token}': limits(settings.pagesRate),
        'GET /c/{token}/visit.ics': limits(settings.pagesRate),
        'HEAD /c/{token}/visit.ics': limits(settings.pagesRate),
        ...Object.fromEntries(Object.keys(managerRoutes).map((key) => [key, limits(settings.managerRate)])),
      });
      expect(
        Object.keys(z.record(z.string(), z.unknown()).parse(door.property('RouteSettings'))).sort(),
      ).toEqual(routeKeys.sort());
      expect(door.property('DefaultRouteSettings')).toEqual(limits(settings.pagesRate));
    });

    test('logs each request without what is secret or personal: no path, no address, no body', () => {
      const { AccessLogSettings } = read(door, {
        AccessLogSettings: z.object({ DestinationArn: z.string(), Format: z.string() }),
      });
      expect(AccessLogSettings.DestinationArn).toContain(`log-group:/booking-gate/${stage}/http`);
      const variables = [...AccessLogSettings.Format.matchAll(/\$context\.([\w.]+)/g)].map(
        ([, name]) => name,
      );
      expect(variables.sort()).toEqual([
        'integrationErrorMessage',
        'requestId',
        'requestTimeEpoch',
        'responseLatency',
        'routeKey',
        'status',
      ]);
    });
  });

  describe('a new version', () => {
    const group = z.object({
      ApplicationName: z.string(),
      DeploymentConfigName: z.string(),
      AlarmConfiguration: z.object({
        Enabled: z.literal(true),
        Alarms: z.array(z.object({ Name: z.string() })),
      }),
      AutoRollbackConfiguration: z.object({ Enabled: z.literal(true), Events: z.array(z.string()) }),
    });

    test.each([
      ['webhook', ['answers-failing']],
      ['follow-up', ['follow-up-failing', 'texts-failed']],
    ] as const)('of %s takes a tenth of the calls first and turns back by its alarms', (name, alarms) => {
      const { UpdatePolicy } = rawOf(synthesised(stage), aliasOf(name));
      const update = z
        .object({
          CodeDeployLambdaAliasUpdate: z.object({ DeploymentGroupName: z.object({ Ref: z.string() }) }),
        })
        .parse(UpdatePolicy);
      const logicalId = update.CodeDeployLambdaAliasUpdate.DeploymentGroupName.Ref;
      const found = deployment
        .resources('AWS::CodeDeploy::DeploymentGroup')
        .find((one) => one.logicalId === logicalId);
      if (found === undefined) throw new Error(`${name} is deployed by no group`);
      const described = read(found, group.shape);
      expect(described.DeploymentConfigName).toBe('CodeDeployDefault.LambdaCanary10Percent5Minutes');
      expect(described.AlarmConfiguration.Alarms.map(({ Name }) => Name)).toEqual(
        alarms.map((alarm) => deployment.resource('AWS::CloudWatch::Alarm', `${names.prefix}-${alarm}`).name),
      );
      expect(described.AutoRollbackConfiguration.Events).toContain('DEPLOYMENT_STOP_ON_ALARM');
    });

    test('of the others takes all calls at once', () => {
      for (const name of ['client-pages', 'manager-api', 'sweep', 'inbound-text', 'receipts'] as const) {
        expect(rawOf(synthesised(stage), aliasOf(name)).UpdatePolicy, name).toBeUndefined();
      }
      expect(deployment.resources('AWS::CodeDeploy::DeploymentGroup')).toHaveLength(2);
    });
  });
});

test('a timer made long before a deployment calls the new version: its target is the alias', () => {
  const { deployment } = synthesised('prod');
  const follower = deployment.resource(
    'AWS::Lambda::Function',
    resourceNames('prod').functionOf('follow-up'),
  );
  const { Environment } = read(follower, {
    Environment: z.object({ Variables: z.object({ TIMER_FUNCTION_ARN: z.string() }) }),
  });
  const aliases = deployment.resources('AWS::Lambda::Alias').map(({ ref }) => ref);
  expect(aliases).toContain(Environment.Variables.TIMER_FUNCTION_ARN);
});

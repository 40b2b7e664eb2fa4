/** The public door: one HTTP API with the routes of the webhooks, the clients' pages and the manager's site, each throttled by itself, and a log line a request that holds neither path nor body. */
import { Validations } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  CfnStage,
  HttpApi,
  HttpMethod,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { type Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { managerRoutes } from '../../shared/api/manager/routes.ts';
import { resourceNames } from '../../shared/deployment/resource-names.ts';
import type { StageSettings } from '../settings.ts';
import { period } from './alarms.ts';
import { servedAt } from './custom-domain.ts';
import type { House, HouseFunction } from './house-function.ts';
import { logGroup } from './log-group.ts';

type Rate = StageSettings['webhookRate'];

interface Door {
  path: string;
  methods: HttpMethod[];
  target: HouseFunction;
  rate: Rate;
  /** Why no authorizer of API Gateway's stands before it. */
  open: string;
}

export interface HttpEndpointProps {
  house: House;
  settings: StageSettings;
}

/** The functions behind the doors. */
export interface DoorTargets {
  webhook: HouseFunction;
  clientPages: HouseFunction;
  managerApi: HouseFunction;
}

/** By route, never by path: a path of the pages holds its secret token. */
const accessLog = JSON.stringify({
  at: '$context.requestTimeEpoch',
  requestId: '$context.requestId',
  route: '$context.routeKey',
  status: '$context.status',
  latencyMs: '$context.responseLatency',
  integrationError: '$context.integrationErrorMessage',
});

export class HttpEndpoint extends Construct {
  readonly api: HttpApi;
  readonly stage: HttpStage;
  /** Without a slash at the end. */
  readonly url: string;

  /** Where the API answers, without `https://`. */
  readonly host: string;
  private readonly settings: StageSettings;
  private readonly integrations = new Map<string, HttpLambdaIntegration>();

  constructor(scope: Construct, { house, settings }: HttpEndpointProps) {
    super(scope, 'http');
    this.settings = settings;
    this.api = new HttpApi(this, 'Api', {
      apiName: resourceNames(settings.stage).prefix,
      createDefaultStage: false,
      disableExecuteApiEndpoint: settings.domain !== undefined,
    });
    const { host, domainMapping } = servedAt(this, this.api, settings.domain);
    this.host = host;
    this.url = `https://${host}`;
    this.stage = new HttpStage(this, 'Stage', {
      httpApi: this.api,
      autoDeploy: true,
      throttle: limitsOf(settings.pagesRate),
      accessLogSettings: {
        destination: new LogGroupLogDestination(logGroup(this, 'Logs', { ...house, name: 'http' })),
        format: AccessLogFormat.custom(accessLog),
      },
      ...(domainMapping === undefined ? {} : { domainMapping }),
    });
  }

  /** Apart from the door's own making: the functions are told an address that rests on it. */
  leadTo(targets: DoorTargets): void {
    const doors = doorsTo(this.settings, targets);
    this.throttle(Object.assign({}, ...doors.map((door) => this.open(door))));
  }

  /** Answers of 5xx on all routes. For one route alone CloudWatch would count, and charge, each figure of each route. https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html */
  failures(): Metric {
    return this.stage.metricServerError({ period, statistic: Stats.SUM });
  }

  /** The settings of its routes, by their keys. */
  private open({ path, methods, target, rate, open }: Door): Record<string, object> {
    const routes = this.api.addRoutes({ path, methods, integration: this.integrationOf(target) });
    for (const route of routes) {
      Validations.of(route).acknowledge({ id: 'AwsSolutions-APIG4', reason: open });
      // What a stage says of a route is refused while the route is not there.
      this.stage.node.addDependency(route);
    }
    const { rateLimit: ThrottlingRateLimit, burstLimit: ThrottlingBurstLimit } = limitsOf(rate);
    const settings = { ThrottlingRateLimit, ThrottlingBurstLimit };
    return Object.fromEntries(methods.map((method) => [`${method} ${path}`, settings]));
  }

  private integrationOf({ name, live }: HouseFunction): HttpLambdaIntegration {
    const integration = this.integrations.get(name) ?? new HttpLambdaIntegration(name, live);
    this.integrations.set(name, integration);
    return integration;
  }

  private throttle(routeSettings: Record<string, object>): void {
    const stage = this.stage.node.defaultChild;
    if (!(stage instanceof CfnStage)) throw new TypeError('expected the HTTP stage to have its resource');
    stage.routeSettings = routeSettings;
  }
}

function limitsOf({ perSecond, burst }: Rate) {
  return { rateLimit: perSecond, burstLimit: burst };
}

const reads = [HttpMethod.GET, HttpMethod.HEAD];

function doorsTo(settings: StageSettings, { webhook, clientPages, managerApi }: DoorTargets): Door[] {
  const toPages = {
    target: clientPages,
    rate: settings.pagesRate,
    open: 'Clients have no account: the random, expiring token in the link they were texted lets them in.',
  };
  return [
    {
      path: '/v1/clinics/{clinicId}/webhooks/{platform}',
      methods: [HttpMethod.POST],
      target: webhook,
      rate: settings.webhookRate,
      open: "The function verifies the booking platform's signature over the raw body before anything else.",
    },
    { ...toPages, path: '/s/{token}', methods: [...reads, HttpMethod.POST] },
    { ...toPages, path: '/s/{token}/draft', methods: [HttpMethod.POST] },
    { ...toPages, path: '/c/{token}', methods: [...reads, HttpMethod.POST] },
    { ...toPages, path: '/c/{token}/visit.ics', methods: reads },
    ...Object.keys(managerRoutes).map((key) => ({
      ...routeOf(key),
      target: managerApi,
      rate: settings.managerRate,
      open: 'The function verifies the sign-in itself, by the same code on one machine and here, before anything else.',
    })),
  ];
}

/** `GET /v1/...` as the two parts of it. */
function routeOf(key: string): Pick<Door, 'path' | 'methods'> {
  const [method = '', path = ''] = key.split(' ');
  const known = Object.values(HttpMethod).find((one) => one === method);
  if (known === undefined) throw new RangeError(`${key} has no method of HTTP`);
  return { path, methods: [known] };
}

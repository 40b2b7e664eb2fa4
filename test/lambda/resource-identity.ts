/** What a deployed resource is called: its name, what `Ref` and `Fn::GetAtt` give, by type. Source: the "Return values" of each type in the CloudFormation template reference, https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html */
/** The made-up account and region that everything is resolved for: the local endpoints' own. */
export const account = '000000000000';
export const region = 'us-east-1';
export const partition = 'aws';

/** Something in a template that is not known here, and must not be guessed. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
}

export interface Resource {
  stack: string;
  logicalId: string;
  type: string;
  /** One property with all its references resolved; `undefined`: it is not set. */
  property: (name: string) => unknown;
  /** The physical name, as AWS would know it. */
  name: string;
  /** What `Fn::GetAtt` gives; throws for what it does not know. */
  attribute: (name: string) => unknown;
  /** What `Ref` gives. */
  ref: string;
}

interface Identity {
  /** The property that names it; without one, CloudFormation makes a name up from the stack and the logical id. */
  named?: string;
  /** By default the name. */
  ref?: (resource: Resource) => string;
  attributes?: Readonly<Record<string, (resource: Resource) => unknown>>;
}

function arnOf(service: string, resource: string, where = region): string {
  return `arn:${partition}:${service}:${where}:${account}:${resource}`;
}

function functionArn({ name }: Resource): string {
  return arnOf('lambda', `function:${name}`);
}

/** A function's name, or its ARN, at the head of what hangs on it. */
function functionNameIn(resource: Resource): string {
  return String(resource.property('FunctionName')).split(':').at(-1) ?? '';
}

/** The first version that a deployment publishes. */
const firstVersion = '1';

function versionArn(resource: Resource): string {
  return arnOf('lambda', `function:${functionNameIn(resource)}:${firstVersion}`);
}

function aliasArn(resource: Resource): string {
  return arnOf('lambda', `function:${functionNameIn(resource)}:${String(resource.property('Name'))}`);
}

/** What AWS makes up: letters and digits that nothing else has. */
function madeUpId({ logicalId }: Resource): string {
  return logicalId.toLowerCase();
}

function topicArn({ name }: Resource): string {
  return arnOf('sns', name);
}

function secretArn({ name }: Resource): string {
  return arnOf('secretsmanager', `secret:${name}-000000`);
}

const table: Identity = {
  named: 'TableName',
  attributes: { Arn: ({ name }) => arnOf('dynamodb', `table/${name}`) },
};

const identities: Readonly<Record<string, Identity>> = {
  'AWS::Lambda::Function': { named: 'FunctionName', attributes: { Arn: functionArn } },
  'AWS::Lambda::Version': { ref: versionArn, attributes: { Version: () => firstVersion } },
  'AWS::Lambda::Alias': { named: 'Name', ref: aliasArn, attributes: { AliasArn: aliasArn } },
  'AWS::DynamoDB::Table': table,
  'AWS::DynamoDB::GlobalTable': table,
  'AWS::IAM::Role': {
    named: 'RoleName',
    attributes: { Arn: ({ name }) => arnOf('iam', `role/${name}`, '') },
  },
  'AWS::IAM::Policy': { named: 'PolicyName' },
  'AWS::SNS::Topic': {
    named: 'TopicName',
    ref: topicArn,
    attributes: { TopicArn: topicArn, TopicName: ({ name }) => name },
  },
  'AWS::SQS::Queue': {
    named: 'QueueName',
    ref: ({ name }) => `https://sqs.${region}.amazonaws.com/${account}/${name}`,
    attributes: { Arn: ({ name }) => arnOf('sqs', name), QueueName: ({ name }) => name },
  },
  'AWS::KMS::Key': {
    attributes: { Arn: ({ name }) => arnOf('kms', `key/${name}`), KeyId: ({ name }) => name },
  },
  'AWS::KMS::Alias': { named: 'AliasName' },
  'AWS::Scheduler::ScheduleGroup': {
    named: 'Name',
    attributes: { Arn: ({ name }) => arnOf('scheduler', `schedule-group/${name}`) },
  },
  'AWS::SecretsManager::Secret': { named: 'Name', ref: secretArn },
  'AWS::Logs::LogGroup': {
    named: 'LogGroupName',
    attributes: { Arn: ({ name }) => `${arnOf('logs', `log-group:${name}`)}:*` },
  },
  'AWS::Logs::SubscriptionFilter': { named: 'FilterName' },
  'AWS::Events::Rule': { named: 'Name', attributes: { Arn: ({ name }) => arnOf('events', `rule/${name}`) } },
  'AWS::ApiGatewayV2::Api': {
    ref: ({ logicalId }) => logicalId.toLowerCase(),
    attributes: {
      ApiId: ({ ref }) => ref,
      ApiEndpoint: ({ ref }) => `https://${ref}.execute-api.${region}.amazonaws.com`,
    },
  },
  'AWS::ApiGatewayV2::Integration': { ref: ({ logicalId }) => logicalId.toLowerCase() },
  'AWS::ApiGatewayV2::Route': { ref: ({ logicalId }) => logicalId.toLowerCase() },
  'AWS::ApiGatewayV2::Stage': { named: 'StageName' },
  'AWS::CloudWatch::Alarm': {
    named: 'AlarmName',
    attributes: { Arn: ({ name }) => arnOf('cloudwatch', `alarm:${name}`) },
  },
  'AWS::CloudWatch::Dashboard': { named: 'DashboardName' },
  'AWS::CodeDeploy::Application': { named: 'ApplicationName' },
  'AWS::CodeDeploy::DeploymentGroup': { named: 'DeploymentGroupName' },
  'AWS::S3::Bucket': {
    named: 'BucketName',
    attributes: {
      Arn: ({ name }) => `arn:${partition}:s3:::${name}`,
      RegionalDomainName: ({ name }) => `${name}.s3.${region}.amazonaws.com`,
    },
  },
  'AWS::CloudFront::Distribution': {
    ref: madeUpId,
    attributes: { Id: madeUpId, DomainName: (resource) => `${madeUpId(resource)}.cloudfront.net` },
  },
  'AWS::CloudFront::OriginAccessControl': { ref: madeUpId, attributes: { Id: madeUpId } },
  'AWS::CloudFront::OriginRequestPolicy': { ref: madeUpId },
  'AWS::CloudFront::ResponseHeadersPolicy': { ref: madeUpId },
  'AWS::Cognito::UserPool': {
    named: 'UserPoolName',
    ref: (resource) => `${region}_${madeUpId(resource)}`,
    attributes: { Arn: ({ ref }) => arnOf('cognito-idp', `userpool/${ref}`) },
  },
  'AWS::Cognito::UserPoolClient': { ref: madeUpId },
  'AWS::Cognito::UserPoolDomain': { ref: (resource) => String(resource.property('Domain')) },
  'AWS::Lambda::LayerVersion': {},
  'AWS::Lambda::Permission': {},
  'AWS::SNS::Subscription': {},
};

function identityOf({ type, stack, logicalId }: Resource): Identity {
  const identity = identities[type];
  if (identity === undefined) throw new TemplateError(`${stack}.${logicalId}: no name is known of ${type}`);
  return identity;
}

export function nameOf(resource: Resource): string {
  const { named } = identityOf(resource);
  const given = named === undefined ? undefined : resource.property(named);
  return given === undefined ? `${resource.stack}-${resource.logicalId}` : String(given);
}

export function referenceOf(resource: Resource): string {
  return identityOf(resource).ref?.(resource) ?? resource.name;
}

export function attributeOf(resource: Resource, name: string): unknown {
  const attribute = identityOf(resource).attributes?.[name];
  if (attribute === undefined) {
    throw new TemplateError(`${resource.stack}.${resource.logicalId}: ${resource.type} has no known ${name}`);
  }
  return attribute(resource);
}

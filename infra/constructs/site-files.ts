/** Puts the built site into its bucket at each deployment, together with where to sign in. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Duration, Stack } from 'aws-cdk-lib';
import { type IRole, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnBucket, type IBucket } from 'aws-cdk-lib/aws-s3';
import {
  BucketDeployment,
  type BucketDeploymentProps,
  CacheControl,
  Source,
} from 'aws-cdk-lib/aws-s3-deployment';
import { Construct } from 'constructs';
import type { SiteConfig } from '../../shared/api/manager/site-config.ts';
import { hashedFileSecondsMax, hashedFilesFolder } from '../../shared/deployment/site-headers.ts';
import type { FrontDoor } from './front-door.ts';
import type { House } from './house-function.ts';
import { logGroup } from './log-group.ts';
import { acknowledge, wildcards } from './wildcards.ts';

/** Everything else is looked at anew each time. */
const hashedFiles = `${hashedFilesFolder}/*`;

export interface SiteFilesProps {
  house: House;
  door: FrontDoor;
  config: SiteConfig;
}

export class SiteFiles extends Construct {
  constructor(scope: Construct, { house, door, config }: SiteFilesProps) {
    super(scope, 'site-files');
    const built = Source.asset(siteIn(house.bundles));
    const logs = logGroup(this, 'Logs', { ...house, name: 'site-files' });
    const role = new Role(this, 'Role', {
      description: `Fills the bucket of the site of booking-gate ${house.stage} while it is deployed`,
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    });
    logs.grantWrite(role);
    const common = {
      destinationBucket: door.bucket,
      distribution: door.distribution,
      logGroup: logs,
      // CDK's own would also make log groups anew. The class fits its own interface in all but exact optional properties.
      role: role as IRole,
      // Somebody may still have the site open that a deployment replaced.
      prune: false,
    } satisfies Partial<BucketDeploymentProps>;
    const hashed = new BucketDeployment(this, 'Hashed', {
      ...common,
      sources: [built],
      exclude: ['*'],
      include: [hashedFiles],
      cacheControl: [
        CacheControl.setPublic(),
        CacheControl.maxAge(Duration.seconds(hashedFileSecondsMax)),
        CacheControl.immutable(),
      ],
    });
    const named = new BucketDeployment(this, 'Named', {
      ...common,
      sources: [built, Source.jsonData('config.json', config)],
      exclude: [hashedFiles],
      cacheControl: [CacheControl.noCache()],
    });
    // A page is there only when what it loads is.
    named.node.addDependency(hashed);
    answerFor(role, door.bucket);
    answerForRuntime(this);
  }
}

function answerFor(role: Role, bucket: IBucket): void {
  for (const wildcard of wildcards.siteFiles) acknowledge(role, wildcard);
  acknowledge(role, {
    id: `AwsSolutions-IAM5[Resource::<${Stack.of(role).getLogicalId(cfnOf(bucket))}.Arn>/*]`,
    reason: "All files of the site's own bucket are its to write.",
  });
}

/** Both deployments share one function, which CDK brings along and runs only while it deploys. */
function answerForRuntime(scope: Construct): void {
  const { children } = Stack.of(scope).node;
  const filler = children.find(({ node }) => node.id.startsWith('Custom::CDKBucketDeployment'));
  if (filler === undefined) throw new TypeError('expected the function that CDK fills a bucket with');
  acknowledge(filler, {
    id: 'AwsSolutions-L1',
    reason: 'Its runtime is what this version of CDK brings along, and goes up with it.',
  });
}

function cfnOf(bucket: IBucket): CfnBucket {
  const resource = bucket.node.defaultChild;
  if (resource instanceof CfnBucket) return resource;
  throw new TypeError('expected the bucket to have its resource');
}

/** Said here, because what CDK says of a missing folder does not tell how it comes about. */
function siteIn(folder: string): string {
  const site = join(folder, 'web');
  if (!existsSync(join(site, 'index.html'))) {
    throw new Error(`there is no site in ${folder}: run "npm run build" first`);
  }
  return site;
}

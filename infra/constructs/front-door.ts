/** The one address that people's browsers know: the manager's site out of a bucket, its API and the clients' pages behind the same name. Webhooks go to the API itself. */
import { Aws, Fn, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  type BehaviorOptions,
  CachePolicy,
  Distribution,
  HttpVersion,
  type IOrigin,
  OriginRequestCookieBehavior,
  OriginRequestHeaderBehavior,
  OriginRequestPolicy,
  OriginRequestQueryStringBehavior,
  PriceClass,
  type ResponseHeadersPolicy,
  S3OriginAccessControl,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { BlockPublicAccess, Bucket, BucketEncryption, type IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { resourceNames } from '../../shared/deployment/resource-names.ts';
import { viewerProofHeader } from '../../shared/deployment/viewer-address.ts';
import type { StageSettings } from '../settings.ts';
import { namedHere } from './here.ts';
import { answerHeadersPolicy, siteHeadersPolicy } from './site-headers-policy.ts';

/** What the pages read of a request beside its path, body and query. Who is visiting is CloudFront's own word. https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/adding-cloudfront-headers.html */
const headersOfPages = ['Accept', 'Accept-Language', 'Content-Type', 'CloudFront-Viewer-Address'];

export interface FrontDoorProps {
  settings: StageSettings;
  /** The HTTP API's host. */
  apiHost: string;
  /** Where people sign in: the one other origin that the site talks to. */
  signInOrigin: string;
}

export class FrontDoor extends Construct {
  /** Without a slash at the end. */
  readonly url: string;
  readonly bucket: IBucket;
  readonly distribution: Distribution;
  /** What tells the pages that a request came through here: as random as the stack's id, and known to whoever may read the deployment. It proves an address, never a person. */
  readonly viewerProof: string;

  constructor(scope: Construct, { settings, apiHost, signInOrigin }: FrontDoorProps) {
    super(scope, 'front-door');
    this.viewerProof = Fn.select(2, Fn.split('/', Aws.STACK_ID));
    this.bucket = siteBucket(this);
    const api = new HttpOrigin(apiHost, { customHeaders: { [viewerProofHeader]: this.viewerProof } });
    const { prefix } = resourceNames(settings.stage);
    const answers = toApi(api, answerHeadersPolicy(this, namedHere(`${prefix}-answers`)));
    const pages = { ...answers, ...ofPages(this, namedHere(`${prefix}-pages`)) };
    const siteName = namedHere(`${prefix}-site`);
    this.distribution = new Distribution(this, 'Distribution', {
      comment: `booking-gate ${settings.stage}`,
      defaultRootObject: 'index.html',
      httpVersion: HttpVersion.HTTP2_AND_3,
      priceClass: PriceClass.PRICE_CLASS_100,
      defaultBehavior: {
        origin: S3BucketOrigin.withOriginAccessControl(this.bucket, {
          originAccessControl: new S3OriginAccessControl(this, 'SiteAccess', {
            originAccessControlName: siteName,
          }),
        }),
        viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        cachePolicy: CachePolicy.CACHING_OPTIMIZED,
        responseHeadersPolicy: siteHeadersPolicy(this, siteName, signInOrigin),
      },
      additionalBehaviors: { '/v1/manager/*': answers, '/s/*': pages, '/c/*': pages },
      ...addressOf(this, settings.site),
    });
    answerFor(this.distribution, settings.site);
    this.url = `https://${settings.site?.name ?? this.distribution.distributionDomainName}`;
  }
}

/** Its files are built anew by every deployment, and are nobody's secret. */
function siteBucket(scope: Construct): IBucket {
  const bucket = new Bucket(scope, 'Site', {
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    encryption: BucketEncryption.S3_MANAGED,
    enforceSSL: true,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  Validations.of(bucket).acknowledge({
    id: 'AwsSolutions-S1',
    reason: 'It holds the files of the site and no data; only CloudFront reads it.',
  });
  // CDK is not written for exact optional properties: the class fits its own interface in all else.
  return bucket as IBucket;
}

/** Nothing of it is kept anywhere: each answer is for one signed-in person. */
function toApi(origin: IOrigin, responseHeadersPolicy: ResponseHeadersPolicy): BehaviorOptions {
  return {
    origin,
    viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
    allowedMethods: AllowedMethods.ALLOW_ALL,
    cachePolicy: CachePolicy.CACHING_DISABLED,
    originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
    responseHeadersPolicy,
  };
}

function ofPages(scope: Construct, name: string): Partial<BehaviorOptions> {
  return {
    viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
    originRequestPolicy: new OriginRequestPolicy(scope, 'ToPages', {
      originRequestPolicyName: name,
      headerBehavior: OriginRequestHeaderBehavior.allowList(...headersOfPages),
      queryStringBehavior: OriginRequestQueryStringBehavior.all(),
      cookieBehavior: OriginRequestCookieBehavior.none(),
    }),
  };
}

/** The clinic group's own name with its certificate, else one of CloudFront's. */
function addressOf(scope: Construct, site: StageSettings['site']) {
  if (site === undefined) return {};
  return {
    domainNames: [site.name],
    certificate: Certificate.fromCertificateArn(scope, 'Certificate', site.certificateArn),
    minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
  };
}

function answerFor(distribution: Distribution, site: StageSettings['site']): void {
  const answers: Record<string, string> = {
    'AwsSolutions-CFR1': 'Clients travel, and their links must open wherever they are.',
    'AwsSolutions-CFR2':
      'The doors behind it are throttled by route and by address, and links cannot be guessed; a firewall of rules can be put before it by its name.',
    'AwsSolutions-CFR3':
      'Its lines would hold the paths of the clients’ pages, which are their keys. The API writes a line a request, by route.',
    ...(site === undefined
      ? {
          'AwsSolutions-CFR4':
            'CloudFront\'s own names allow older TLS; with the setting "site" nothing older than its version of 2008 is spoken.',
        }
      : {}),
  };
  for (const [id, reason] of Object.entries(answers))
    Validations.of(distribution).acknowledge({ id, reason });
}

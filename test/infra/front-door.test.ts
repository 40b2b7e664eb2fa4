/** The one address of people's browsers: what is behind it, what is kept, and what every answer carries. */
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { siteConfig } from '../../shared/api/manager/site-config.ts';
import { resourceNames } from '../../shared/deployment/resource-names.ts';
import {
  hashedFilesFolder,
  siteHeaders,
  strictTransportSecondsMax,
} from '../../shared/deployment/site-headers.ts';
import { viewerAddressHeader, viewerProofHeader } from '../../shared/deployment/viewer-address.ts';
import { account, type Resource, region } from '../lambda/resource-identity.ts';
import { read, type Stage, stages, synthesise, synthesised } from './synthesised.ts';

const behaviour = z.object({
  PathPattern: z.string().optional(),
  TargetOriginId: z.string(),
  ViewerProtocolPolicy: z.string(),
  AllowedMethods: z.array(z.string()).optional(),
  CachePolicyId: z.string(),
  OriginRequestPolicyId: z.string().optional(),
  ResponseHeadersPolicyId: z.string().optional(),
});
const distributionConfig = z.object({
  Aliases: z.array(z.string()).optional(),
  DefaultRootObject: z.string(),
  DefaultCacheBehavior: behaviour,
  CacheBehaviors: z.array(behaviour),
  Origins: z.array(
    z.object({
      Id: z.string(),
      DomainName: z.string(),
      OriginAccessControlId: z.string().optional(),
      OriginCustomHeaders: z.array(z.object({ HeaderName: z.string(), HeaderValue: z.string() })).optional(),
    }),
  ),
  Logging: z.unknown().optional(),
  ViewerCertificate: z.unknown().optional(),
});

type Deployed = Pick<ReturnType<typeof synthesised>, 'deployment'>;

function only({ deployment }: Deployed, type: string): Resource {
  const [found, ...more] = deployment.resources(type);
  if (found === undefined || more.length > 0) throw new Error(`expected one ${type}, got ${more.length + 1}`);
  return found;
}

function configOf(from: Deployed): z.infer<typeof distributionConfig> {
  const distribution = only(from, 'AWS::CloudFront::Distribution');
  return read(distribution, { DistributionConfig: distributionConfig }).DistributionConfig;
}

function variablesOf(stage: Stage, name: 'client-pages' | 'manager-api' | 'follow-up') {
  const found = synthesised(stage).deployment.resource(
    'AWS::Lambda::Function',
    resourceNames(stage).functionOf(name),
  );
  return read(found, { Environment: z.object({ Variables: z.record(z.string(), z.string()) }) }).Environment
    .Variables;
}

/** AWS's own, by its fixed id. https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html */
const cachingDisabled = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';
/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-origin-request-policies.html */
const allButHost = 'b689b0a8-53d0-40ab-baf2-68738e2966ac';

describe.each(stages)('the front door of %s', (stage) => {
  const config = configOf(synthesised(stage));
  const byPath = new Map(config.CacheBehaviors.map((one) => [one.PathPattern, one]));
  const [bucket, api] = ['S3', 'execute-api'].map((part) =>
    config.Origins.find(({ DomainName }) => DomainName.toLowerCase().includes(`.${part.toLowerCase()}.`)),
  );

  function headersPolicy(id: string | undefined): Resource {
    const policies = synthesised(stage).deployment.resources('AWS::CloudFront::ResponseHeadersPolicy');
    const [found] = policies.filter(({ ref }) => ref === id);
    if (found === undefined) throw new Error(`no policy of headers is ${id}`);
    return found;
  }

  test('leads to the site, its API and the clients’ pages, and nowhere else', () => {
    expect(config.Origins).toHaveLength(2);
    expect(config.DefaultCacheBehavior.TargetOriginId).toBe(bucket?.Id);
    expect([...byPath.keys()].sort()).toEqual(['/c/*', '/s/*', '/v1/manager/*']);
    for (const one of byPath.values()) expect(one.TargetOriginId).toBe(api?.Id);
  });

  test('speaks HTTPS only, and keeps nothing of what is one person’s', () => {
    expect(config.DefaultCacheBehavior.ViewerProtocolPolicy).toBe('redirect-to-https');
    for (const [path, one] of byPath) {
      expect(['redirect-to-https', 'https-only'], path).toContain(one.ViewerProtocolPolicy);
      expect(one.CachePolicyId, path).toBe(cachingDisabled);
    }
  });

  test('passes the sign-in on to the API, and no cookie to the pages', () => {
    expect(byPath.get('/v1/manager/*')?.OriginRequestPolicyId).toBe(allButHost);
    const policy = only(synthesised(stage), 'AWS::CloudFront::OriginRequestPolicy');
    expect(byPath.get('/s/*')?.OriginRequestPolicyId).toBe(policy.ref);
    const { OriginRequestPolicyConfig: asked } = read(policy, {
      OriginRequestPolicyConfig: z.object({
        CookiesConfig: z.object({ CookieBehavior: z.string() }),
        HeadersConfig: z.object({ Headers: z.array(z.string()) }),
      }),
    });
    expect(asked.CookiesConfig.CookieBehavior).toBe('none');
    expect(asked.HeadersConfig.Headers.map((name) => name.toLowerCase())).toContain(viewerAddressHeader);
  });

  test('proves itself to whoever counts by address, and to nobody else', () => {
    const [proof, ...more] = api?.OriginCustomHeaders ?? [];
    expect(more).toEqual([]);
    expect(proof?.HeaderName).toBe(viewerProofHeader);
    for (const name of ['client-pages', 'manager-api'] as const) {
      expect(variablesOf(stage, name).VIEWER_PROOF).toBe(proof?.HeaderValue);
    }
    expect(proof?.HeaderValue).toMatch(/^[\da-f-]{36}$/);
    expect(bucket?.OriginCustomHeaders ?? []).toEqual([]);
  });

  test('logs no path: those of the pages are their keys', () => {
    expect(config.Logging).toBeUndefined();
  });

  test('is the address that staff are told', () => {
    const domain = only(synthesised(stage), 'AWS::CloudFront::Distribution').attribute('DomainName');
    expect(variablesOf(stage, 'follow-up').MANAGER_URL).toBe(`https://${String(domain)}`);
  });

  test('gives each file of the site the headers that the site was built for', () => {
    const policy = headersPolicy(config.DefaultCacheBehavior.ResponseHeadersPolicyId);
    const { ResponseHeadersPolicyConfig: sent } = read(policy, {
      ResponseHeadersPolicyConfig: z.object({
        SecurityHeadersConfig: z.object({
          ContentSecurityPolicy: z.object({ ContentSecurityPolicy: z.string() }),
          StrictTransportSecurity: z.object({
            AccessControlMaxAgeSec: z.int(),
            IncludeSubdomains: z.boolean(),
          }),
          FrameOptions: z.object({ FrameOption: z.string() }),
          ReferrerPolicy: z.object({ ReferrerPolicy: z.string() }),
          ContentTypeOptions: z.object({ Override: z.literal(true) }),
        }),
        CustomHeadersConfig: z.object({
          Items: z.array(z.object({ Header: z.string(), Value: z.string() })),
        }),
      }),
    });
    const { SecurityHeadersConfig: named, CustomHeadersConfig: custom } = sent;
    const seconds = named.StrictTransportSecurity.AccessControlMaxAgeSec;
    expect({
      'content-security-policy': named.ContentSecurityPolicy.ContentSecurityPolicy,
      'strict-transport-security': `max-age=${seconds}${named.StrictTransportSecurity.IncludeSubdomains ? '; includeSubDomains' : ''}`,
      'x-content-type-options': 'nosniff',
      'x-frame-options': named.FrameOptions.FrameOption,
      'referrer-policy': named.ReferrerPolicy.ReferrerPolicy,
      ...Object.fromEntries(custom.Items.map(({ Header, Value }) => [Header, Value])),
    }).toEqual(siteHeaders(signInOrigin(stage)));
  });

  test('has what the gateway itself refuses carry the headers that no function is asked for', () => {
    for (const [path, { ResponseHeadersPolicyId }] of byPath) {
      const { ResponseHeadersPolicyConfig: sent } = read(headersPolicy(ResponseHeadersPolicyId), {
        ResponseHeadersPolicyConfig: z.object({ SecurityHeadersConfig: z.record(z.string(), z.unknown()) }),
      });
      expect(sent.SecurityHeadersConfig, path).toMatchObject({
        ContentTypeOptions: { Override: true },
        StrictTransportSecurity: {
          AccessControlMaxAgeSec: strictTransportSecondsMax,
          IncludeSubdomains: true,
        },
      });
    }
  });

  test('shares the site’s files with CloudFront alone', () => {
    const found = only(synthesised(stage), 'AWS::S3::Bucket');
    expect(found.property('PublicAccessBlockConfiguration')).toEqual({
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    });
    expect(bucket?.OriginAccessControlId).toBe(
      only(synthesised(stage), 'AWS::CloudFront::OriginAccessControl').ref,
    );
    const { PolicyDocument } = read(only(synthesised(stage), 'AWS::S3::BucketPolicy'), {
      PolicyDocument: z.object({
        Statement: z.array(z.object({ Effect: z.string(), Action: z.unknown(), Principal: z.unknown() })),
      }),
    });
    expect(PolicyDocument.Statement.filter(({ Effect }) => Effect === 'Allow')).toEqual([
      { Effect: 'Allow', Action: 's3:GetObject', Principal: { Service: 'cloudfront.amazonaws.com' } },
    ]);
  });

  test('has its hashed files kept for good, and any other asked for anew', () => {
    const fills = synthesised(stage).deployment.resources('Custom::CDKBucketDeployment');
    expect(
      fills.map((one) => [
        one.property('Include') ?? one.property('Exclude'),
        z.object({ 'cache-control': z.string() }).parse(one.property('SystemMetadata'))['cache-control'],
      ]),
    ).toEqual([
      [[`${hashedFilesFolder}/*`], 'public, max-age=31536000, immutable'],
      [[`${hashedFilesFolder}/*`], 'no-cache'],
    ]);
    for (const one of fills) expect(one.property('Prune')).toBe(false);
  });
});

test('a name of the clinic group’s own takes the place of CloudFront’s, and older TLS goes', () => {
  const site = {
    name: 'site.clinic.example',
    certificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/made-up',
  };
  const named = synthesise('prod', { builtinCloudFormationValidation: false, settings: { site } });
  expect(configOf(named)).toMatchObject({
    Aliases: [site.name],
    ViewerCertificate: {
      AcmCertificateArn: site.certificateArn,
      MinimumProtocolVersion: 'TLSv1.2_2021',
    },
  });
  const client = only(named, 'AWS::Cognito::UserPoolClient');
  expect(client.property('CallbackURLs')).toEqual([`https://${site.name}/`]);
});

function signInOrigin(stage: Stage): string {
  return `https://${resourceNames(stage).prefix}-${account}.auth.${region}.amazoncognito.com`;
}

describe.each(stages)('signing in at %s', (stage) => {
  const pool = only(synthesised(stage), 'AWS::Cognito::UserPool');
  const client = only(synthesised(stage), 'AWS::Cognito::UserPoolClient');
  const siteUrl = `https://${String(only(synthesised(stage), 'AWS::CloudFront::Distribution').attribute('DomainName'))}`;

  test('takes people who were invited, with a second factor that is no text', () => {
    expect(pool.name).toBe(resourceNames(stage).userPool);
    expect(pool.property('AdminCreateUserConfig')).toEqual({ AllowAdminCreateUserOnly: true });
    expect(pool.property('MfaConfiguration')).toBe(stage === 'prod' ? 'ON' : 'OPTIONAL');
    expect(pool.property('EnabledMfas')).toEqual(['SOFTWARE_TOKEN_MFA']);
  });

  test('goes by authorization code of a client without a secret, and comes back to the site alone', () => {
    const asked = z.unknown();
    expect(
      read(client, {
        GenerateSecret: asked,
        AllowedOAuthFlows: asked,
        AllowedOAuthFlowsUserPoolClient: asked,
        AllowedOAuthScopes: asked,
        CallbackURLs: asked,
        LogoutURLs: asked,
        ExplicitAuthFlows: asked,
        EnableTokenRevocation: asked,
        PreventUserExistenceErrors: asked,
      }),
    ).toEqual({
      GenerateSecret: false,
      AllowedOAuthFlows: ['code'],
      AllowedOAuthFlowsUserPoolClient: true,
      AllowedOAuthScopes: ['openid'],
      CallbackURLs: [`${siteUrl}/`],
      LogoutURLs: [`${siteUrl}/`],
      ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'],
      EnableTokenRevocation: true,
      PreventUserExistenceErrors: 'ENABLED',
    });
  });

  test('ends after a quarter of an hour without a new token, and after a working day in any case', () => {
    expect(client.property('AccessTokenValidity')).toBe(15);
    expect(client.property('RefreshTokenValidity')).toBe(12 * 60);
    expect(client.property('TokenValidityUnits')).toMatchObject({
      AccessToken: 'minutes',
      RefreshToken: 'minutes',
    });
  });

  test('is what the function checks tokens by', () => {
    expect(variablesOf(stage, 'manager-api')).toMatchObject({
      SIGN_IN_ISSUER: `https://cognito-idp.${region}.amazonaws.com/${pool.ref}`,
      SIGN_IN_CLIENT_ID: client.ref,
    });
  });

  test('is told to the site in a file that the site can read', () => {
    const fills = synthesised(stage).deployment.resources('Custom::CDKBucketDeployment');
    const markers = z.array(z.record(z.string(), z.string())).parse(fills[1]?.property('SourceMarkers'));
    const told = Object.values(Object.assign({}, ...markers)).map(String);
    expect(told).toEqual(
      expect.arrayContaining([client.ref, siteUrl].map((value) => expect.stringContaining(value))),
    );
    expect(siteConfig.shape).toHaveProperty('clientId');
  });

  test('survives its stack where the data does', () => {
    expect(pool.property('DeletionProtection')).toBe(stage === 'prod' ? 'ACTIVE' : 'INACTIVE');
  });
});

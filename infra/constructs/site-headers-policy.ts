/** The site's security headers as CloudFront is told them: the known ones by name, any other as it stands. */
import { Duration } from 'aws-cdk-lib';
import { HeadersFrameOption, HeadersReferrerPolicy, ResponseHeadersPolicy } from 'aws-cdk-lib/aws-cloudfront';
import type { Construct } from 'constructs';
import { siteHeaders, strictTransportSecondsMax } from '../../shared/deployment/site-headers.ts';

/** What CloudFront takes only by a setting of its own. https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_ResponseHeadersPolicySecurityHeadersConfig.html */
const namedHeaders = [
  'content-security-policy',
  'referrer-policy',
  'strict-transport-security',
  'x-content-type-options',
  'x-frame-options',
];

export function siteHeadersPolicy(
  scope: Construct,
  name: string,
  signInOrigin: string,
): ResponseHeadersPolicy {
  const headers = siteHeaders(signInOrigin);
  const { 'content-security-policy': contentSecurityPolicy = '' } = headers;
  const custom = Object.entries(headers).filter(([name]) => !namedHeaders.includes(name));
  return new ResponseHeadersPolicy(scope, 'SiteHeaders', {
    responseHeadersPolicyName: name,
    securityHeadersBehavior: {
      contentSecurityPolicy: { contentSecurityPolicy, override: true },
      contentTypeOptions: { override: true },
      frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
      referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
      strictTransportSecurity: {
        accessControlMaxAge: Duration.seconds(strictTransportSecondsMax),
        includeSubdomains: true,
        override: true,
      },
    },
    customHeadersBehavior: {
      customHeaders: custom.map(([header, value]) => ({ header, value, override: true })),
    },
  });
}

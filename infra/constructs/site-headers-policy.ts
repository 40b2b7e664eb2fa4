/** Security headers as CloudFront is told them: the site's, the known ones by name and any other as it stands; and those that an answer of the gateway's own lacks. */
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

const strictTransportSecurity = {
  accessControlMaxAge: Duration.seconds(strictTransportSecondsMax),
  includeSubdomains: true,
  override: true,
};

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
      strictTransportSecurity,
    },
    customHeadersBehavior: {
      customHeaders: custom.map(([header, value]) => ({ header, value, override: true })),
    },
  });
}

/** For what is not the site's: the functions send all of theirs themselves, the gateway sends none with what it refuses. */
export function answerHeadersPolicy(scope: Construct, name: string): ResponseHeadersPolicy {
  return new ResponseHeadersPolicy(scope, 'AnswerHeaders', {
    responseHeadersPolicyName: name,
    securityHeadersBehavior: { contentTypeOptions: { override: true }, strictTransportSecurity },
  });
}

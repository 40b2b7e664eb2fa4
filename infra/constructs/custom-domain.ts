/** Under which address the API is served: the clinic group's own name with its certificate, else API Gateway's. */

import { Aws, CfnOutput } from 'aws-cdk-lib';
import { DomainName, type HttpApi, SecurityPolicy } from 'aws-cdk-lib/aws-apigatewayv2';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import type { Construct } from 'constructs';
import type { StageSettings } from '../settings.ts';

export function servedAt(scope: Construct, api: HttpApi, domain: StageSettings['domain']) {
  if (domain === undefined) return { host: `${api.apiId}.execute-api.${Aws.REGION}.${Aws.URL_SUFFIX}` };
  const domainName = new DomainName(scope, 'Domain', {
    domainName: domain.name,
    certificate: Certificate.fromCertificateArn(scope, 'Certificate', domain.certificateArn),
    securityPolicy: SecurityPolicy.TLS_1_2,
  });
  new CfnOutput(scope, 'DomainTarget', {
    description: `Point a CNAME of ${domain.name} here`,
    value: domainName.regionalDomainName,
  });
  return { host: domain.name, domainMapping: { domainName } };
}

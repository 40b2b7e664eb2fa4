/** The manager's site as it signs staff in: a client that can keep no secret, so by authorization code with PKCE and nothing else. https://docs.aws.amazon.com/cognito/latest/developerguide/using-pkce-in-authorization-code.html */
import { Aws, Duration } from 'aws-cdk-lib';
import {
  CfnUserPoolClient,
  OAuthScope,
  UserPoolClient,
  UserPoolClientIdentityProvider,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import type { SiteConfig } from '../../shared/api/manager/site-config.ts';
import type { StaffPool } from './staff-pool.ts';

/** How long a token lets somebody in who was put out meanwhile. Minutes. */
const accessMinutes = 15;
/** A working day: then one signs in anew. Hours. */
const sessionHours = 12;

export interface SignInProps {
  staff: StaffPool;
  /** Where the site is served, without a slash at the end. */
  siteUrl: string;
}

export class SignIn extends Construct {
  /** What the browser is told of it. https://docs.aws.amazon.com/cognito/latest/developerguide/federation-endpoints.html */
  readonly config: SiteConfig;

  constructor(scope: Construct, { staff, siteUrl }: SignInProps) {
    super(scope, 'sign-in');
    const clientId = this.client(staff, siteUrl).userPoolClientId;
    const host = staff.domain.baseUrl();
    this.config = {
      issuer: `https://cognito-idp.${Aws.REGION}.amazonaws.com/${staff.pool.userPoolId}`,
      authorizationUrl: `${host}/oauth2/authorize`,
      tokenUrl: `${host}/oauth2/token`,
      signOutUrl: `${host}/logout?client_id=${clientId}&logout_uri=${siteUrl}/`,
      clientId,
    };
  }

  private client({ pool }: StaffPool, siteUrl: string): UserPoolClient {
    const client = new UserPoolClient(this, 'Site', {
      userPool: pool,
      generateSecret: false,
      supportedIdentityProviders: [UserPoolClientIdentityProvider.COGNITO],
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID],
        callbackUrls: [`${siteUrl}/`],
        logoutUrls: [`${siteUrl}/`],
      },
      accessTokenValidity: Duration.minutes(accessMinutes),
      idTokenValidity: Duration.minutes(accessMinutes),
      refreshTokenValidity: Duration.hours(sessionHours),
      enableTokenRevocation: true,
      preventUserExistenceErrors: true,
    });
    const resource = client.node.defaultChild;
    if (!(resource instanceof CfnUserPoolClient))
      throw new TypeError('expected the client to have its resource');
    // Passwords are typed into Cognito's own page only: none of the flows that take one from a client.
    resource.explicitAuthFlows = ['ALLOW_REFRESH_TOKEN_AUTH'];
    return client;
  }
}

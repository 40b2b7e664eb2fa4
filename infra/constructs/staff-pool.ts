/** Who may sign in to the manager's site: staff only, invited by the operator, with a second factor. It survives the rest: nobody should have to be invited again. */
import { Aws, Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { AccountRecovery, FeaturePlan, Mfa, UserPool, type UserPoolDomain } from 'aws-cdk-lib/aws-cognito';
import type { Construct } from 'constructs';
import { resourceNames } from '../../shared/deployment/resource-names.ts';
import type { StageSettings } from '../settings.ts';

/** Characters of a password: what NIST asks where there may be no second factor is 15. https://pages.nist.gov/800-63-4/sp800-63b.html */
const passwordCharsMin = 15;
/** An invitation that nobody took up. Days. */
const invitationDays = 7;

export interface StaffPool {
  pool: UserPool;
  /** Where people type their passwords. */
  domain: UserPoolDomain;
}

export function staffPool(
  scope: Construct,
  { stage, keepsData, mfa }: Pick<StageSettings, 'stage' | 'keepsData' | 'mfa'>,
): StaffPool {
  const { userPool, prefix } = resourceNames(stage);
  const pool = new UserPool(scope, 'Staff', {
    userPoolName: userPool,
    selfSignUpEnabled: false,
    // The name that acts are recorded under; it never changes.
    signInAliases: { username: true, email: true },
    signInCaseSensitive: false,
    autoVerify: { email: true },
    standardAttributes: { email: { required: true, mutable: true } },
    mfa: mfa === 'required' ? Mfa.REQUIRED : Mfa.OPTIONAL,
    mfaSecondFactor: { otp: true, sms: false },
    passwordPolicy: {
      minLength: passwordCharsMin,
      requireDigits: true,
      requireLowercase: true,
      requireUppercase: true,
      requireSymbols: true,
      tempPasswordValidity: Duration.days(invitationDays),
    },
    accountRecovery: AccountRecovery.EMAIL_ONLY,
    featurePlan: FeaturePlan.ESSENTIALS,
    deletionProtection: keepsData,
    removalPolicy: keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  });
  answerFor(pool, mfa);
  // Names of domains are taken by all accounts of a region together.
  const domain = pool.addDomain('Domain', {
    cognitoDomain: { domainPrefix: `${prefix}-${Aws.ACCOUNT_ID}` },
  });
  return { pool, domain };
}

function answerFor(pool: UserPool, mfa: StageSettings['mfa']): void {
  Validations.of(pool).acknowledge({
    id: 'AwsSolutions-COG8',
    reason:
      'The Plus plan judges sign-ins by risk for a price per person. Few people, all invited, sign in here; a second factor can be asked of all of them.',
  });
  if (mfa === 'required') return;
  Validations.of(pool).acknowledge({
    id: 'AwsSolutions-COG2',
    reason: 'Each person may set a second factor up; the setting "mfa" asks it of all.',
  });
}

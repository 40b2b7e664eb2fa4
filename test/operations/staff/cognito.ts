/** A Cognito of one account on this machine: takes the SDK's real requests, keeps pools, people and groups, and refuses what AWS refuses. */
import { type AwsAnswer, json, jsonError, listen } from '../../../local/aws-request.ts';

export interface CognitoUser {
  email: string;
  status: 'FORCE_CHANGE_PASSWORD' | 'CONFIRMED';
  enabled: boolean;
  factors: string[];
}

export interface Cognito {
  endpoint: string;
  /** Names by id. */
  pools: Map<string, string>;
  users: Map<string, CognitoUser>;
  /** Names of people by group. */
  groups: Map<string, Set<string>>;
  /** Addresses that AWS wrote to. */
  mails: string[];
  /** Names whose sessions were ended. */
  signedOut: string[];
  called: Set<string>;
  /** The call after which the next one fails, once. */
  failsAfter?: string;
  stop: () => Promise<void>;
}

type Fields = Readonly<Record<string, unknown>>;

/** People and pools come one a page, so that nobody is seen who reads only the first. */
const pageSize = 1;

export async function startCognito(): Promise<Cognito> {
  const cognito: Omit<Cognito, 'endpoint' | 'stop'> = {
    pools: new Map([
      ['us-east-1_other', 'booking-gate-prod-staff'],
      ['us-east-1_own', 'booking-gate-dev-staff'],
    ]),
    users: new Map(),
    groups: new Map(),
    mails: [],
    signedOut: [],
    called: new Set(),
  };
  let failsNow = false;
  const { endpoint, stop } = await listen(async (request) => {
    const action = (request.headers['x-amz-target'] ?? '').split('.')[1] ?? '';
    cognito.called.add(action);
    if (failsNow) {
      failsNow = false;
      return jsonError(400, 'InvalidParameterException', 'made up');
    }
    failsNow = live.failsAfter === action;
    if (failsNow) delete live.failsAfter;
    return answer(cognito, action, JSON.parse(request.body));
  });
  const live: Cognito = Object.assign(cognito, { endpoint, stop });
  return live;
}

function answer(cognito: Omit<Cognito, 'endpoint' | 'stop'>, action: string, fields: Fields): AwsAnswer {
  const { users, groups } = cognito;
  if (action === 'ListUserPools') {
    const all = [...cognito.pools].map(([Id, Name]) => ({ Id, Name }));
    return page('UserPools', all, fields);
  }
  if (fields.UserPoolId !== 'us-east-1_own') return missing('ResourceNotFoundException');
  const group = String(fields.GroupName);
  if (action === 'CreateGroup') {
    if (groups.has(group)) return jsonError(400, 'GroupExistsException', 'made up');
    groups.set(group, new Set());
    return json({});
  }
  if (action === 'ListUsersInGroup') {
    const members = groups.get(group);
    if (members === undefined) return missing('ResourceNotFoundException');
    return page(
      'Users',
      [...members].map((Username) => ({ Username })),
      fields,
    );
  }
  const name = String(fields.Username);
  if (action === 'AdminCreateUser') return createUser(cognito, name, fields);
  const user = users.get(name);
  if (user === undefined) return missing('UserNotFoundException');
  switch (action) {
    case 'AdminGetUser':
      return json({
        Username: name,
        Enabled: user.enabled,
        UserStatus: user.status,
        UserAttributes: [{ Name: 'email', Value: user.email }],
        ...(user.factors.length === 0 ? {} : { UserMFASettingList: user.factors }),
      });
    case 'AdminListGroupsForUser':
      return json({
        Groups: [...groups].flatMap(([GroupName, names]) => (names.has(name) ? [{ GroupName }] : [])),
      });
    case 'AdminAddUserToGroup':
    case 'AdminRemoveUserFromGroup': {
      const members = groups.get(group);
      if (members === undefined) return missing('ResourceNotFoundException');
      if (action === 'AdminAddUserToGroup') members.add(name);
      else members.delete(name);
      return json({});
    }
    case 'AdminEnableUser':
    case 'AdminDisableUser':
      user.enabled = action === 'AdminEnableUser';
      return json({});
    case 'AdminUserGlobalSignOut':
      cognito.signedOut.push(name);
      return json({});
    case 'AdminDeleteUser':
      users.delete(name);
      for (const members of groups.values()) members.delete(name);
      return json({});
    default:
      return jsonError(400, 'AccessDeniedException', `not authorized: ${action}`);
  }
}

function createUser(
  { users, mails }: Pick<Cognito, 'users' | 'mails'>,
  name: string,
  { UserAttributes, MessageAction, DesiredDeliveryMediums }: Fields,
): AwsAnswer {
  const known = users.get(name);
  if (MessageAction === 'RESEND') {
    if (known === undefined) return missing('UserNotFoundException');
    if (known.status !== 'FORCE_CHANGE_PASSWORD') return jsonError(400, 'UnsupportedUserStateException', 'x');
    mails.push(known.email);
    return json({});
  }
  const attributes = new Map(
    (Array.isArray(UserAttributes) ? UserAttributes : []).map(({ Name, Value }) => [Name, Value]),
  );
  const email = String(attributes.get('email'));
  if (known !== undefined) return jsonError(400, 'UsernameExistsException', 'made up');
  if ([...users.values()].some((user) => user.email === email)) {
    return jsonError(400, 'AliasExistsException', 'made up');
  }
  if (attributes.get('email_verified') !== 'true' || String(DesiredDeliveryMediums) !== 'EMAIL') {
    return jsonError(400, 'InvalidParameterException', 'made up');
  }
  users.set(name, { email, status: 'FORCE_CHANGE_PASSWORD', enabled: true, factors: [] });
  mails.push(email);
  return json({ User: { Username: name } });
}

function page(name: string, all: readonly object[], { NextToken }: Fields): AwsAnswer {
  const from = Number(NextToken ?? 0);
  const next = from + pageSize;
  return json({ [name]: all.slice(from, next), ...(next < all.length ? { NextToken: String(next) } : {}) });
}

function missing(code: string): AwsAnswer {
  return jsonError(400, code, 'made up');
}

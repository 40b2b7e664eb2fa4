/** A stage's people, in its Cognito user pool: who may sign in, and the groups that say where they work and as what. */
import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  AdminGetUserCommand,
  AdminListGroupsForUserCommand,
  AdminRemoveUserFromGroupCommand,
  AdminUserGlobalSignOutCommand,
  AliasExistsException,
  type AttributeType,
  CognitoIdentityProviderClient,
  CreateGroupCommand,
  GroupExistsException,
  paginateListUserPools,
  paginateListUsersInGroup,
  ResourceNotFoundException,
  UserNotFoundException,
  UsernameExistsException,
} from '@aws-sdk/client-cognito-identity-provider';
import { type Stage, StageError } from '../stage.ts';

export interface Person {
  username: string;
  email: string;
  /** `invited`: has not signed in yet. */
  status: 'invited' | 'active' | 'other';
  enabled: boolean;
  groups: string[];
  hasSecondFactor: boolean;
}

export interface StaffDirectory {
  find: (username: string) => Promise<Person | undefined>;
  membersOf: (group: string) => Promise<Person[]>;
  /** AWS writes to the address, with a password for the first time. `taken`: another one signs in by this address. */
  invite: (username: string, email: string) => Promise<'invited' | 'taken'>;
  inviteAgain: (username: string) => Promise<void>;
  /** The group is made where it is not there. */
  join: (username: string, group: string) => Promise<void>;
  leave: (username: string, group: string) => Promise<void>;
  enable: (username: string) => Promise<void>;
  /** Nobody signs in under the name, and no session is renewed. https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminDisableUser.html */
  disable: (username: string) => Promise<void>;
  /** Sessions end with the token in hand, some minutes later. */
  signOut: (username: string) => Promise<void>;
  forget: (username: string) => Promise<void>;
  close: () => void;
}

/** As many as Cognito lists at once. https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUserPools.html */
const pageSize = 60;
/** Pages of one listing: far more pools than an account may have, far more people than one clinic has. */
const pagesMax = 50;

export async function openDirectory(stage: Stage): Promise<StaffDirectory> {
  const client = new CognitoIdentityProviderClient(stage.settingsOf('cognito'));
  try {
    return directoryOver(client, await findPool(client, stage.names.userPool));
  } catch (error) {
    client.destroy();
    throw error;
  }
}

/** Pools are told apart by an id that AWS makes up; their names need not differ. */
async function findPool(client: CognitoIdentityProviderClient, name: string): Promise<string> {
  const ids: string[] = [];
  let pages = 0;
  for await (const { UserPools = [] } of paginateListUserPools({ client }, { MaxResults: pageSize })) {
    for (const { Name, Id } of UserPools) if (Name === name && Id !== undefined) ids.push(Id);
    pages += 1;
    if (pages === pagesMax) break;
  }
  const [id, ...more] = ids;
  if (id === undefined) throw new StageError(`There is no user pool ${name}. Is the stage deployed?`);
  if (more.length > 0) {
    throw new StageError(`There are ${ids.length} user pools called ${name}: keep the stage's own.`);
  }
  return id;
}

function directoryOver(client: CognitoIdentityProviderClient, UserPoolId: string): StaffDirectory {
  async function find(username: string): Promise<Person | undefined> {
    const asked = { UserPoolId, Username: username };
    try {
      const [user, { Groups = [] }] = await Promise.all([
        client.send(new AdminGetUserCommand(asked)),
        // One person has one group.
        client.send(new AdminListGroupsForUserCommand({ ...asked, Limit: pageSize })),
      ]);
      const { UserStatus, Enabled, UserAttributes = [], UserMFASettingList = [] } = user;
      return {
        username,
        email: emailIn(UserAttributes),
        status: statusOf(UserStatus),
        enabled: Enabled !== false,
        groups: Groups.flatMap(({ GroupName }) => GroupName ?? []),
        hasSecondFactor: UserMFASettingList.length > 0,
      };
    } catch (error) {
      if (error instanceof UserNotFoundException) return undefined;
      throw error;
    }
  }

  async function membersOf(group: string): Promise<Person[]> {
    const names = await namesIn(client, UserPoolId, group);
    const people: Person[] = [];
    // One after the other: the calls that administer users share a small rate. https://docs.aws.amazon.com/cognito/latest/developerguide/quotas.html
    for (const name of names) {
      const person = await find(name);
      if (person !== undefined) people.push(person);
    }
    return people;
  }

  return {
    find,
    membersOf,
    invite: (username, email) => invite(client, UserPoolId, username, email),
    async inviteAgain(Username) {
      await client.send(new AdminCreateUserCommand({ UserPoolId, Username, MessageAction: 'RESEND' }));
    },
    join: (username, group) => join(client, UserPoolId, username, group),
    async leave(Username, GroupName) {
      await client.send(new AdminRemoveUserFromGroupCommand({ UserPoolId, Username, GroupName }));
    },
    async enable(Username) {
      await client.send(new AdminEnableUserCommand({ UserPoolId, Username }));
    },
    async disable(Username) {
      await client.send(new AdminDisableUserCommand({ UserPoolId, Username }));
    },
    async signOut(Username) {
      await client.send(new AdminUserGlobalSignOutCommand({ UserPoolId, Username }));
    },
    async forget(Username) {
      await client.send(new AdminDeleteUserCommand({ UserPoolId, Username }));
    },
    close: () => client.destroy(),
  };
}

async function namesIn(
  client: CognitoIdentityProviderClient,
  UserPoolId: string,
  GroupName: string,
): Promise<string[]> {
  const names: string[] = [];
  let pages = 0;
  try {
    const asked = { UserPoolId, GroupName, Limit: pageSize };
    for await (const { Users = [] } of paginateListUsersInGroup({ client }, asked)) {
      names.push(...Users.flatMap(({ Username }) => Username ?? []));
      pages += 1;
      if (pages === pagesMax) break;
    }
    return names.sort();
  } catch (error) {
    // Nobody was ever put into it.
    if (error instanceof ResourceNotFoundException) return [];
    throw error;
  }
}

async function invite(
  client: CognitoIdentityProviderClient,
  UserPoolId: string,
  Username: string,
  email: string,
): Promise<'invited' | 'taken'> {
  try {
    await client.send(
      new AdminCreateUserCommand({
        UserPoolId,
        Username,
        // Verified by whoever invites: else nobody could get in who forgot the password.
        UserAttributes: [
          { Name: 'email', Value: email },
          { Name: 'email_verified', Value: 'true' },
        ],
        DesiredDeliveryMediums: ['EMAIL'],
      }),
    );
    return 'invited';
  } catch (error) {
    if (error instanceof AliasExistsException || error instanceof UsernameExistsException) return 'taken';
    throw error;
  }
}

async function join(
  client: CognitoIdentityProviderClient,
  UserPoolId: string,
  Username: string,
  GroupName: string,
): Promise<void> {
  try {
    await client.send(new CreateGroupCommand({ UserPoolId, GroupName }));
  } catch (error) {
    if (!(error instanceof GroupExistsException)) throw error;
  }
  await client.send(new AdminAddUserToGroupCommand({ UserPoolId, Username, GroupName }));
}

function emailIn(attributes: readonly AttributeType[]): string {
  return attributes.find(({ Name }) => Name === 'email')?.Value ?? '';
}

function statusOf(status: string | undefined): Person['status'] {
  if (status === 'FORCE_CHANGE_PASSWORD') return 'invited';
  return status === 'CONFIRMED' ? 'active' : 'other';
}

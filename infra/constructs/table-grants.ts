/** What a function may do in the table: the four calls its store makes, each on the kinds of keys and the indexes it uses and no others, so that a hole in a public page could not rewrite a clinic or an opt-out. */
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { type KeyKind, tableAccess } from '../../shared/deployment/table-access.ts';
import { indexes } from '../../shared/store/table.ts';
import type { HouseFunction } from './house-function.ts';
import { useOfKey } from './key-use.ts';

/** What DynamoDB needs of a customer-managed key on its caller's behalf. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html */
const tableKeyActions = [
  'kms:Decrypt',
  'kms:DescribeKey',
  'kms:Encrypt',
  'kms:GenerateDataKey',
  'kms:ReEncryptFrom',
  'kms:ReEncryptTo',
];

export function grantTable({ role, name }: HouseFunction, { tableArn }: ITable, key: IKey): void {
  const { reads, puts, putsBack, queries } = tableAccess[name];
  role.addToPolicy(onKeys(tableArn, 'dynamodb:BatchGetItem', reads));
  role.addToPolicy(onKeys(tableArn, 'dynamodb:PutItem', puts));
  if (putsBack !== undefined) role.addToPolicy(onKeys(tableArn, 'dynamodb:UpdateItem', putsBack));
  role.addToPolicy(
    new PolicyStatement({
      actions: ['dynamodb:Query'],
      resources: queries.map((index) => `${tableArn}/index/${indexes[index].name}`),
    }),
  );
  useOfKey(role, key, { services: ['dynamodb'], actions: tableKeyActions });
}

/** `ForAllValues` holds for a call without keys too; the calls granted here always have some. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html */
function onKeys(tableArn: string, action: string, kinds: readonly KeyKind[]): PolicyStatement {
  return new PolicyStatement({
    actions: [action],
    resources: [tableArn],
    conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': kinds.map((kind) => `${kind}#*`) } },
  });
}

/** The one table: on demand, restorable to any second of the last days, with the indexes the store queries. */
import type { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, type ITable, ProjectionType, Table } from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { indexes, type TableIndex, ttlAttribute } from '../../shared/store/table.ts';

export interface BookingTableProps {
  name: string;
  key: IKey;
  keepsData: boolean;
  recoveryDays: number;
  removalPolicy: RemovalPolicy;
}

export function bookingTable(scope: Construct, props: BookingTableProps): ITable {
  const table = new Table(scope, 'Table', {
    tableName: props.name,
    partitionKey: { name: 'pk', type: AttributeType.STRING },
    billingMode: BillingMode.PAY_PER_REQUEST,
    encryptionKey: props.key,
    pointInTimeRecoverySpecification: {
      pointInTimeRecoveryEnabled: true,
      recoveryPeriodInDays: props.recoveryDays,
    },
    deletionProtection: props.keepsData,
    removalPolicy: props.removalPolicy,
    timeToLiveAttribute: ttlAttribute,
  });
  for (const index of Object.values<TableIndex>(indexes)) {
    table.addGlobalSecondaryIndex({
      indexName: index.name,
      partitionKey: { name: index.hash.name, type: typeOf(index.hash.type) },
      sortKey: { name: index.range, type: AttributeType.NUMBER },
      ...(index.projected.length === 0
        ? { projectionType: ProjectionType.KEYS_ONLY }
        : { projectionType: ProjectionType.INCLUDE, nonKeyAttributes: [...index.projected] }),
    });
  }
  // CDK is not written for exact optional properties: the class fits its own interface in all else.
  return table as ITable;
}

function typeOf(type: TableIndex['hash']['type']): AttributeType {
  return type === 'S' ? AttributeType.STRING : AttributeType.NUMBER;
}

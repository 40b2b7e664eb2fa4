/** The DynamoDB store keeps the stores' contract on the embedded engine that the local stack runs on. */
import { startEngine } from '../../local/dynamodb/engine.ts';
import { dynamodbUnderTest } from './dynamodb-under-test.ts';
import { storeContract } from './store-contract.ts';

storeContract('the DynamoDB store on the embedded engine', async () => {
  const engine = await startEngine(undefined);
  return dynamodbUnderTest(engine.endpoint, () => engine.stop());
});

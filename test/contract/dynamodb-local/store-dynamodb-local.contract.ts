/** The DynamoDB store keeps the stores' contract on AWS's own engine. No `.test.ts`: it runs only by `npm run test:dynamodb-local`, which says where the engine is. */
import { dynamodbUnderTest } from '../dynamodb-under-test.ts';
import { storeContract } from '../store-contract.ts';

storeContract('the DynamoDB store on DynamoDB Local', async () => {
  const endpoint = process.env.DYNAMODB_LOCAL_ENDPOINT;
  if (endpoint === undefined)
    throw new Error('expected DYNAMODB_LOCAL_ENDPOINT; npm run test:dynamodb-local sets it');
  return dynamodbUnderTest(endpoint, async () => {});
});

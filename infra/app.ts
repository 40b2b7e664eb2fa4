/** The deployment: what `cdk` synthesises. One stage at a time, named by `-c stage=...`, and what is the whole account's. */
import { dirname, join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { readAccount, readStage } from './settings.ts';
import { addSystem } from './system.ts';

const folder = import.meta.dirname;
const app = new App();

addSystem(app, {
  account: readAccount(folder),
  stage: readStage(folder, app.node.tryGetContext('stage') ?? 'dev'),
  bundles: join(dirname(folder), '.build'),
});

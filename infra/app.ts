/** The deployment: what `cdk` synthesises. One stage at a time, named by `-c stage=...`, and what is the whole account's. */
import { dirname, join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { readAccount, readStage, SettingsError } from './settings.ts';
import { addSystem } from './system.ts';

const folder = import.meta.dirname;
const app = new App();

try {
  addSystem(app, {
    account: readAccount(folder),
    stage: readStage(folder, app.node.tryGetContext('stage') ?? 'dev'),
    bundles: join(dirname(folder), '.build'),
  });
} catch (error) {
  if (!(error instanceof SettingsError)) throw error;
  // For the operator to mend: a stack trace would only bury what is wrong.
  console.error(error.message);
  process.exit(1);
}

/** The whole system as stacks by lifecycle: what is the account's, what must survive, and the rest. */
import { type App, Tags, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { resourceNames } from '../shared/deployment/resource-names.ts';
import { AccountStack } from './account-stack.ts';
import { DataStack } from './data-stack.ts';
import { GateStack } from './gate-stack.ts';
import type { AccountSettings, StageSettings } from './settings.ts';

export interface SystemProps {
  account: AccountSettings;
  stage: StageSettings;
  /** The folder with one bundle a function: `<folder>/<function>/index.mjs`. */
  bundles: string;
}

/** Account and region are the deploying profile's: nothing is looked up, so it synthesises offline. */
export function addSystem(app: App, { account, stage, bundles }: SystemProps): void {
  const { prefix } = resourceNames(stage.stage);
  const accountStack = new AccountStack(app, 'booking-gate-account', { settings: account });
  const data = new DataStack(app, `${prefix}-data`, { settings: stage });
  const gate = new GateStack(app, prefix, { settings: stage, bundles, data });
  // The delivery logs a stage subscribes to are the account's.
  gate.addStackDependency(accountStack);
  Tags.of(data).add('booking-gate:stage', stage.stage);
  Tags.of(gate).add('booking-gate:stage', stage.stage);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
}

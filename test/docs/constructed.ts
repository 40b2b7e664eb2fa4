/** A stage's constructs with stand-ins for the bundles: what documents say of the deployment is compared with them, without a build and without a synthesis. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { IConstruct } from 'constructs';
import { readAccount, readStage } from '../../infra/settings.ts';
import { addSystem } from '../../infra/system.ts';
import { writeStandIns } from '../infra/stand-ins.ts';

const infraFolder = join(import.meta.dirname, '../../infra');

export function constructStage(stage: string): App {
  const folder = mkdtempSync(join(tmpdir(), 'booking-gate-constructs-'));
  try {
    const app = new App({ outdir: join(folder, 'cdk.out') });
    addSystem(app, {
      account: readAccount(infraFolder),
      stage: readStage(infraFolder, stage),
      bundles: writeStandIns(folder),
    });
    return app;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Of each construct of a type the value that would stand in the template. */
export function resolved<T extends IConstruct>(
  app: App,
  type: new (...args: never[]) => T,
  value: (found: T) => unknown,
): unknown[] {
  return app.node
    .findAll()
    .filter((construct): construct is T => construct instanceof type)
    .map((construct) => Stack.of(construct).resolve(value(construct)));
}

/** Each alarm's name without its stage. */
export function alarmIds(app: App): string[] {
  return resolved(app, CfnAlarm, ({ alarmName }) => alarmName).map((name) =>
    String(name).replace(/^booking-gate-[a-z0-9]+-/, ''),
  );
}

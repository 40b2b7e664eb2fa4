/** Builds the functions and synthesises a stage, as `npm run build` and `cdk synth` do, into a folder of its own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { buildFunctions } from '../../functions/build.ts';
import { readAccount, readStage } from '../../infra/settings.ts';
import { addSystem } from '../../infra/system.ts';
import { writeSite } from '../infra/stand-ins.ts';
import { readAssetFolders } from './assets.ts';
import { readTemplates, type Template } from './template.ts';

export interface SynthesisedStage {
  stage: string;
  templates: Record<string, Template>;
  assets: ReadonlyMap<string, string>;
  remove: () => void;
}

const infraFolder = join(import.meta.dirname, '../../infra');

export async function synthesise(stage: string): Promise<SynthesisedStage> {
  const folder = mkdtempSync(join(tmpdir(), 'booking-gate-synth-'));
  const bundles = join(folder, 'bundles');
  await buildFunctions({ outdir: bundles });
  writeSite(bundles);
  // CloudFormation's own checks take seconds, and a test of infra/ runs them.
  const app = new App({ outdir: join(folder, 'cdk.out'), builtinCloudFormationValidation: false });
  addSystem(app, { account: readAccount(infraFolder), stage: readStage(infraFolder, stage), bundles });
  const { directory } = app.synth();
  return {
    stage,
    templates: readTemplates(directory),
    assets: readAssetFolders(directory),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** A stage as `cdk synth` describes it, once a test file: over bundles that are empty, for only the templates are looked at. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, type AppProps } from 'aws-cdk-lib';
import * as z from 'zod';
import { readAccount, readStage, type StageSettings } from '../../infra/settings.ts';
import { addSystem } from '../../infra/system.ts';
import type { Resource } from '../lambda/resource-identity.ts';
import { type Deployment, readTemplates, resolveDeployment, type Template } from '../lambda/template.ts';
import { writeStandIns } from './stand-ins.ts';

export const projectFolder = join(import.meta.dirname, '..', '..');
export const infraFolder = join(projectFolder, 'infra');

/** The stages that are shipped. */
export const stages = ['dev', 'prod'] as const;
export type Stage = (typeof stages)[number];

export interface Synthesised {
  /** Its constructs, for what looks at them and not at templates. */
  app: App;
  stage: Stage;
  settings: StageSettings;
  templates: Readonly<Record<string, Template>>;
  deployment: Deployment;
  reports: CheckReport[];
}

const reportFile = z.object({
  pluginReports: z.array(
    z.object({
      pluginName: z.string(),
      violations: z.array(z.object({ ruleName: z.string(), description: z.string() })),
      suppressedViolations: z.array(z.object({ acknowledgedId: z.string() })).default([]),
    }),
  ),
});

/** What the checks said that ran while it was synthesised. One that found nothing may be left out. */
type CheckReport = z.infer<typeof reportFile>['pluginReports'][number];

export function readReports(folder: string): CheckReport[] {
  const file = join(folder, 'validation-report.json');
  if (!existsSync(file)) return [];
  return reportFile.parse(JSON.parse(readFileSync(file, 'utf8'))).pluginReports;
}

/** As cdk.json has it. */
export function shippedContext(): Record<string, unknown> {
  const file = z.object({ context: z.record(z.string(), z.unknown()) });
  return file.parse(JSON.parse(readFileSync(join(projectFolder, 'cdk.json'), 'utf8'))).context;
}

const known = new Map<Stage, Synthesised>();

/** CloudFormation's own checks are left out: they take seconds, and one test runs them. */
export function synthesised(stage: Stage): Synthesised {
  const before = known.get(stage);
  if (before !== undefined) return before;
  const now = synthesise(stage, { builtinCloudFormationValidation: false });
  known.set(stage, now);
  return now;
}

/** `change` may break what was built before it is synthesised; `settings` are laid over the shipped ones. */
export function synthesise(
  stage: Stage,
  options: AppProps & { change?: (app: App) => void; settings?: Partial<StageSettings> } = {},
): Synthesised {
  const { change, settings: changed, ...props } = options;
  const folder = mkdtempSync(join(tmpdir(), 'booking-gate-infra-'));
  try {
    const app = new App({ outdir: join(folder, 'cdk.out'), context: shippedContext(), ...props });
    const settings = { ...readStage(infraFolder, stage), ...changed };
    const bundles = writeStandIns(join(folder, 'bundles'));
    addSystem(app, { account: readAccount(infraFolder), stage: settings, bundles });
    change?.(app);
    const { directory } = app.synth();
    const templates = readTemplates(directory);
    const deployment = resolveDeployment(templates);
    return { app, stage, settings, templates, deployment, reports: readReports(directory) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Properties as a schema reads them; what it does not name is not looked at. */
export function read<T extends z.ZodRawShape>(resource: Resource, shape: T): z.infer<z.ZodObject<T>> {
  const values = Object.keys(shape).map((name) => [name, resource.property(name)]);
  return z.object(shape).parse(Object.fromEntries(values));
}

/** Of a stack's template, what stands beside the properties: `DeletionPolicy`, `UpdatePolicy`. */
export function rawOf({ templates }: Synthesised, { stack, logicalId }: Resource): Record<string, unknown> {
  return templates[stack]?.Resources[logicalId] ?? {};
}

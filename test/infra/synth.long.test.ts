/** `npx cdk synth` as an operator runs it, on a machine that reaches nothing and knows no account: bundles, templates and checks come from the checkout alone. */
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { resourceNames } from '../../shared/deployment/resource-names.ts';
import { readTemplates } from '../lambda/template.ts';
import { projectFolder, readReports, type Stage, shippedContext } from './synthesised.ts';

const run = promisify(execFile);
/** The command builds all bundles and has its templates checked; machines on which more is tested at once take long. */
const commandMsMax = 120_000;

/** Loaded before a command and whatever it starts. */
const guardSource = `
import { appendFileSync } from 'node:fs';
import { Socket } from 'node:net';
Socket.prototype.connect = function refuse(...to) {
  appendFileSync(process.env.TRIED_CONNECTIONS, 'tried to connect ' + JSON.stringify([process.argv.slice(1), to[0]?.[0] ?? to[0]]) + '\\n');
  throw new Error('no connection is opened here');
};
`;

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'booking-gate-cdk-'));
  writeFileSync(join(folder, 'guard.mjs'), guardSource);
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Nobody's credentials, profile or region, and no way out. */
function bareEnvironment(tried: string): Record<string, string> {
  return {
    PATH: [join(projectFolder, 'node_modules', '.bin'), process.env.PATH ?? ''].join(delimiter),
    HOME: folder,
    TRIED_CONNECTIONS: tried,
    NODE_OPTIONS: `--import ${pathToFileURL(join(folder, 'guard.mjs')).href}`,
    // Where nobody listens.
    HTTPS_PROXY: 'http://127.0.0.1:9',
    HTTP_PROXY: 'http://127.0.0.1:9',
  };
}

async function runBare(
  command: string,
  given: string[],
  environment: Record<string, string> = {},
): Promise<{ output: string; tried: string }> {
  const tried = join(folder, 'tried');
  rmSync(tried, { force: true });
  const { stdout, stderr } = await run(command, given, {
    cwd: projectFolder,
    env: { ...bareEnvironment(tried), ...environment },
    timeout: commandMsMax,
  });
  return { output: stdout + stderr, tried: existsSync(tried) ? readFileSync(tried, 'utf8') : '' };
}

test.each<[Stage, string[], Record<string, string>, string[]]>([
  ['prod', [], {}, ['CloudFormation Validate']],
  // What was built is there, and what the schemas say of it another test knows.
  ['dev', ['--build', 'true'], { CDK_VALIDATION: 'false' }, []],
])(
  'cdk synth describes %s without credentials, account or network',
  async (stage, options, environment, checkedBy) => {
    const out = join(folder, stage);
    const synth = ['synth', '-c', `stage=${stage}`, '--quiet', '-o', out, ...options];
    const { output, tried } = await runBare('cdk', synth, environment);
    expect(output).toContain('Successfully synthesized');
    expect(output).not.toContain('feature flags are not configured');
    expect(tried).toBe('');

    const reports = readReports(out);
    expect(reports.map(({ pluginName }) => pluginName)).toEqual(checkedBy);
    expect(reports.flatMap(({ violations }) => violations)).toEqual([]);
    const prefix = resourceNames(stage).prefix;
    expect(Object.keys(readTemplates(out)).sort()).toEqual(
      ['booking-gate-account', prefix, `${prefix}-data`].sort(),
    );
    const manifest = z.object({ missing: z.array(z.unknown()).default([]) });
    const { missing } = manifest.parse(JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8')));
    expect(missing).toEqual([]);
    expect(readdirSync(out).filter((file) => file.startsWith('asset.')).length).toBeGreaterThan(6);
  },
  commandMsMax,
);

test('a command that does reach out is found: the guard is awake in what it starts, too', async () => {
  const reach = "await fetch('http://127.0.0.1:8099').catch(() => undefined)";
  const start = `await import('node:child_process').then(({ execFileSync }) => execFileSync(process.execPath, ['--input-type=module', '-e', ${JSON.stringify(reach)}]))`;
  const { tried } = await runBare('node', ['--input-type=module', '-e', start]);
  expect(tried).toMatch(/^tried to connect .*8099.*\n$/);
});

test('a stage without a file stops it, in one line with its name', async () => {
  const environment = { CDK_CONTEXT_JSON: JSON.stringify({ stage: 'nowhere' }) };
  await expect(runBare('node', ['infra/app.ts'], environment)).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^\S+stages\/nowhere\.json cannot be read: there is no such file\n$/),
  });
});

test('the command tells AWS nothing of its use, now or later', () => {
  // It would do so from a process of its own that goes on after it.
  expect(shippedContext()['cli-telemetry']).toBe(false);
});

/** docs/operations.md: a heading for each alarm and no other, settings, commands and outputs as they are. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CfnOutput } from 'aws-cdk-lib';
import { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { describe, expect, test } from 'vitest';
import { sweepBudgetMs } from '../../functions/sweep/handler.ts';
import { perShardMax } from '../../functions/workflow/sweep.ts';
import { readAccount, readStage } from '../../infra/settings.ts';
import { failureQueues } from '../../operations/failure-queues.ts';
import { resourceNames } from '../../shared/deployment/resource-names.ts';
import { dueShards } from '../../shared/store/item.ts';
import { alarmIds, constructStage, resolved } from './constructed.ts';

const root = join(import.meta.dirname, '../..');
const page = readFileSync(join(root, 'docs/operations.md'), 'utf8');
const app = constructStage('prod');

function sectionOf(heading: string): string {
  return page.split(/^## /m).find((section) => section.startsWith(`${heading}\n`)) ?? '';
}

describe('reading an alarm', () => {
  const headings = [...sectionOf('Read an alarm').matchAll(/^### (.+)$/gm)].map(([, id]) => id);

  test('each alarm has a heading of its own, and each heading an alarm', () => {
    expect(headings.toSorted()).toEqual(alarmIds(app).toSorted());
    expect(headings.length).toBeGreaterThan(20);
  });

  test('each alarm’s message names its heading', () => {
    const messages = resolved(app, CfnAlarm, ({ alarmDescription }) => alarmDescription).map(String);
    const named = messages.map((message) => /docs\/operations\.md, "([a-z-]+)"\.$/.exec(message)?.[1]);
    expect(named.toSorted()).toEqual(headings.toSorted());
  });

  test('each heading says what it means, what to look at, what to do and when it is over', () => {
    const paragraphs = sectionOf('Read an alarm').split(/^### /m).slice(1);
    for (const paragraph of paragraphs) {
      const [, ...lines] = paragraph.split('\n');
      const starts = lines.flatMap((line) => /^\*\*(\w+)\*\*/.exec(line)?.[1] ?? []);
      expect([paragraph.split('\n')[0], starts]).toEqual([
        expect.any(String),
        ['Means', 'Look', 'Do', 'Over'],
      ]);
    }
  });

  test('each queue of failures is redriven by its own name', () => {
    const { prefix } = resourceNames('STAGE');
    const queues = failureQueues(resourceNames('STAGE')).map(({ name }) => name.slice(prefix.length + 1));
    const named = [...page.matchAll(/--queue ([a-z-]+)/g)].map(([, queue]) => queue);
    expect(new Set(named)).toEqual(new Set(queues));
  });
});

describe('deploying', () => {
  test('each setting is explained, and nothing that is none', () => {
    const infra = join(root, 'infra');
    const { stage: _, ...settings } = readStage(infra, 'prod');
    const known = [
      ...Object.keys(readAccount(infra)),
      ...Object.keys(settings),
      'site',
      'domain',
      'tableName',
    ];
    const explained = [...sectionOf('Settings').matchAll(/^\| (`[^|]+) \|/gm)].flatMap(([, cell = '']) =>
      [...cell.matchAll(/`(\w+)`/g)].map(([, name]) => name),
    );
    expect(new Set(explained)).toEqual(new Set(known));
  });

  test('the outputs are those of the stack', () => {
    const outputs = app.node
      .findAll()
      .filter((construct) => construct instanceof CfnOutput)
      .map(({ node }) => node.path.replace('/', '.'))
      .filter((path) => !path.includes('Exports'));
    const named = [...sectionOf('Deploy').matchAll(/`(booking-gate-prod\.\w+)`/g)].map(
      ([, output]) => output,
    );
    expect(named.toSorted()).toEqual(outputs.toSorted());
  });

  test('the npm commands exist', () => {
    const { scripts }: { scripts: Record<string, string> } = JSON.parse(
      readFileSync(join(root, 'package.json'), 'utf8'),
    );
    const pages = ['operations', 'hipaa'].map((name) => readFileSync(join(root, `docs/${name}.md`), 'utf8'));
    const named = [...pages.join('\n').matchAll(/npm run ([a-z-]+)/g)].map(([, name = '']) => name);
    expect(new Set(named).size).toBeGreaterThan(3);
    for (const name of named) expect(Object.keys(scripts)).toContain(name);
  });

  test('the documents and headings it links to exist', () => {
    const links = [...page.matchAll(/\]\(([\w./-]+\.md)?(#[\w-]+)?\)/g)];
    for (const [, file, anchor] of links) {
      const text = file === undefined ? page : readFileSync(join(root, 'docs', file), 'utf8');
      if (anchor !== undefined) expect(anchorsOf(text)).toContain(anchor);
    }
    expect(links.length).toBeGreaterThan(30);
  });
});

test('what the sweep catches up on in a minute is what its own bounds let through', () => {
  const rate = `${perShardMax * dueShards}: ${perShardMax} from each of ${dueShards} parts of the index, none begun after ${sweepBudgetMs / 1_000} seconds`;
  expect(sectionOf('Limits')).toContain(rate);
});

/** As GitHub names them. */
function anchorsOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(
    ([, heading = '']) =>
      `#${heading
        .toLowerCase()
        .replace(/[^\w\s-]/g, '')
        .replace(/ /g, '-')}`,
  );
}

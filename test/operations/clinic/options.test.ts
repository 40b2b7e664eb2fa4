/** The clinic command's line: what it reads, and what it says of one that is wrong. */
import { describe, expect, test } from 'vitest';
import { parseOptions, usage } from '../../../operations/clinic/options.ts';

const stage = { stage: 'dev' };

describe('a line is read', () => {
  test.each([
    [
      'add a.json brand=Rose --print-secrets --region us-west-2',
      {
        verb: 'add',
        stage: { stage: 'dev', region: 'us-west-2' },
        file: 'a.json',
        pairs: ['brand=Rose'],
        printSecrets: true,
        notify: [],
      },
    ],
    ['list --url http://localhost:4000', { verb: 'list', stage: { ...stage, url: 'http://localhost:4000' } }],
    ['show rose', { verb: 'show', stage, id: 'rose' }],
    ['set rose status=paused', { verb: 'set', stage, id: 'rose', file: undefined, pairs: ['status=paused'] }],
    [
      'add a.json --notify desk@rose.example --notify lead@rose.example:held-soon,daily-digest',
      {
        verb: 'add',
        stage,
        file: 'a.json',
        pairs: [],
        printSecrets: false,
        notify: [
          { address: 'desk@rose.example' },
          { address: 'lead@rose.example', kinds: ['held-soon', 'daily-digest'] },
        ],
      },
    ],
    ['notices rose', { verb: 'notices', stage, id: 'rose', notify: [], unsubscribe: [] }],
    [
      'notices rose --unsubscribe a@rose.example --unsubscribe b@rose.example',
      {
        verb: 'notices',
        stage,
        id: 'rose',
        notify: [],
        unsubscribe: ['a@rose.example', 'b@rose.example'],
      },
    ],
    ['set rose b.json', { verb: 'set', stage, id: 'rose', file: 'b.json', pairs: [] }],
    [
      'rotate-secret rose --platform cal-com',
      { verb: 'rotate-secret', stage, id: 'rose', platform: 'cal-com', retireOld: false },
    ],
    [
      'rotate-secret rose --platform cal-com --retire-old',
      { verb: 'rotate-secret', stage, id: 'rose', platform: 'cal-com', retireOld: true },
    ],
  ])('%s', (line, options) => {
    expect(parseOptions(`${line} --stage dev`.split(' '))).toEqual({ ask: 'run', options });
  });

  test('--help, which names every verb and option', () => {
    expect(parseOptions(['--help'])).toEqual({ ask: 'help' });
    const words = ['add', 'list', 'show', 'set', 'notices', 'rotate-secret', '--stage', '--region', '--url'];
    for (const word of [
      ...words,
      '--platform',
      '--retire-old',
      '--print-secrets',
      '--notify',
      '--unsubscribe',
    ]) {
      expect(usage).toContain(word);
    }
  });
});

describe('a line is wrong', () => {
  test.each([
    ['', 'Say what to do: add, list, show, set, notices, rotate-secret.'],
    ['remove rose --stage dev', 'Say what to do:'],
    ['toString --stage dev', 'Say what to do:'],
    ['list', 'Say which --stage'],
    ['list more --stage dev', 'list takes nothing but options.'],
    ['notices --stage dev', 'Say which clinic, by its id: notices ID'],
    [
      'notices rose --notify desk --stage dev',
      '--notify: "desk" is no e-mail address, or ADDRESS:KIND,KIND.',
    ],
    [
      'add a.json --notify a@b.example:all --stage dev',
      '--notify: "all" is no kind; expected client-not-told,',
    ],
    ['show rose --notify a@b.example --stage dev', '--notify is not for show.'],
    ['add --stage dev', 'Give settings: a JSON file, or SETTING=VALUE.'],
    ['add a.json b.json --stage dev', 'One JSON file at most: "b.json" is too much.'],
    ['show --stage dev', 'Say which clinic, by its id: show ID'],
    ['set status=paused --stage dev', 'Say which clinic, by its id: set ID'],
    ['set rose --stage dev', 'Give settings'],
    ['show rose lily --stage dev', 'nothing more'],
    ['rotate-secret rose --stage dev', 'Say whose secret: --platform'],
    ['show rose --print-secrets --stage dev', '--print-secrets is not for show.'],
    ['add a.json --retire-old --stage dev', '--retire-old is not for add.'],
    ['list --secret x --stage dev', '--secret: there is no such option.'],
  ])('%s', (line, reason) => {
    const args = line.split(' ').filter((word) => word !== '');
    expect(parseOptions(args)).toEqual({ ask: 'wrong', reason: expect.stringContaining(reason) });
  });

  test('an unknown option is named, without advice that is not ours', () => {
    const parsed = parseOptions(['list', '--secret', 'x', '--stage', 'dev']);
    expect(parsed).toEqual({ ask: 'wrong', reason: '--secret: there is no such option.' });
  });
});

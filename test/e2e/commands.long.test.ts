/** `npm run send` and `npm run demo` as the processes a person starts. */
import { describe, expect, test } from 'vitest';
import { processTestMsMax, runScript, startStackProcess } from './stack-process.ts';

const fixture = 'test/fixtures/cal-com/created.json';

describe('npm run send', { timeout: processTestMsMax }, () => {
  test('signs a file with the stack’s own secret, as if it were made just now, and prints the answer', async () => {
    const stack = await startStackProcess('--memory');
    const args = ['local/send/send.ts', '--url', stack.url, '--platform', 'cal-com', fixture];

    const { code, output } = await runScript([...args, '--shift-to-now']);

    expect([code, output]).toEqual([0, expect.stringContaining('"status": "processed"')]);
    expect((await runScript([...args, '--shift-to-now', '--secret', 'another'])).code).toBe(1);
  });

  test('says how to start a stack where none answers', async () => {
    const args = ['local/send/send.ts', '--url', 'http://localhost:9', '--platform', 'cal-com', fixture];
    const { code, output } = await runScript(args);
    expect([code, output]).toEqual([1, expect.stringContaining('Start the stack with "npm start"')]);
  });
});

describe('npm run demo', { timeout: processTestMsMax }, () => {
  test('shows every kind of decision and text, and runs again on the same stack', async () => {
    const stack = await startStackProcess('--memory', '--quiet');
    const first = await runScript(['local/demo/demo.ts', '--url', stack.url]);

    expect([first.code, first.output]).toEqual([0, expect.stringContaining('every text of the care plan')]);
    for (const shown of [
      /Nadia Brook +standard +200 processed +allowed/,
      /Priya Vance +cal-com +200 processed +blocked/,
      /Tara Quill +cal-com +200 processed +blocked/,
      /Hugo Lindt +standard +200 processed +review/,
      /Rosa Delgado +cal-com +200 processed +incomplete/,
      /Dale Norris +cal-com +200 processed +cancelled/,
      /422 refused/,
      /Rosa Delgado fills in the screening form: allowed/,
      /replies 2, something changed: incomplete/,
      /Lucía Ferrer Ibáñez +booked +Rosewater Skin: Lucia, su cita es/,
      /Kit Palmer +new-time/,
      /June Archer +late-booking/,
      /Ines Holm +not-yet/,
      /Sam Okoro +being-reviewed/,
      /a client says something changed/,
      /what waits for staff/,
      /mara writes down a walk-in: Wanda Fields/,
      /mara approves what was found of Amara Osei/,
    ]) {
      expect(first.output).toMatch(shown);
    }
    expect(first.output.match(/Edith Marsh +[a-z-]+ +Rosewater Skin/g)).toHaveLength(1);
    const again = await runScript(['local/demo/demo.ts', '--url', stack.url]);
    const texts = /\n(\d+) texts to (\d+) people/;
    expect(again.output.match(texts)?.slice(1)).toEqual(first.output.match(texts)?.slice(1));
  });

  test('says what is wrong with its options, and where to look', async () => {
    const { code, output } = await runScript(['local/demo/demo.ts', '--fast']);
    expect([code, output.trim()]).toEqual([
      1,
      '--fast: there is no such option.\nSee: npm run demo -- --help',
    ]);
  });

  test('says how to start a stack where none answers', async () => {
    const { code, output } = await runScript(['local/demo/demo.ts', '--url', 'http://localhost:9']);
    expect([code, output]).toEqual([
      1,
      expect.stringContaining('Start one in another terminal with "npm start"'),
    ]);
  });
});

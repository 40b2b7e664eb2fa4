/** What a client's phone has to load at first, held to what the pages may weigh. The figures are printed. */
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { compileFormScript } from '../../functions/build.ts';
import { renderPage } from '../../functions/client-pages/html/render-page.ts';
import { microneedlingPolicy } from '../../shared/policy/defaults/microneedling.ts';
import { careView, links, screeningView } from './views.ts';

const kilobyte = 1_024;
/** Bytes of the script as it is sent. */
const scriptBytesMax = 10 * kilobyte;
/** Bytes of a page with its script: held uncompressed, so that it holds whoever does not compress. */
const firstLoadBytesMax = 50 * kilobyte;

const script = compileFormScript();

function weigh(name: string, text: string): number {
  const bytes = Buffer.byteLength(text);
  const said = [bytes, gzipSync(text).byteLength, brotliCompressSync(text).byteLength].map((size) =>
    (size / kilobyte).toFixed(1),
  );
  console.log(`${name}: ${said[0]} KB, gzip ${said[1]} KB, brotli ${said[2]} KB`);
  return bytes;
}

test('the script of the form is at most 10 KB', () => {
  expect(weigh('script of the form', script)).toBeLessThanOrEqual(scriptBytesMax);
});

describe('the first load of', () => {
  // All that a policy can ask: switched-off questions too.
  const questions = microneedlingPolicy.questions.map((question) => ({ question }));

  test.each([
    'en',
    'es',
  ] as const)('the form with every question of the policy is below 50 KB (%s)', (language) => {
    const page = renderPage(screeningView({}, { questions, language }), { ...links, script: '/s/form.js' });

    expect(weigh(`form (${language}) with its script`, `${page}${script}`)).toBeLessThan(firstLoadBytesMax);
  });

  test.each(['en', 'es'] as const)('the care page is below 50 KB (%s)', (language) => {
    const page = renderPage({ ...careView, language, texts: { texts: 'on' } }, links);

    expect(weigh(`care page (${language})`, page)).toBeLessThan(firstLoadBytesMax);
  });
});

test('the script loads nothing, stores nothing in the browser and runs no text as code', () => {
  expect(script).not.toMatch(/import\(|https?:|\beval\b|Function\(|innerHTML|outerHTML|insertAdjacent/);
  expect(script).not.toMatch(/localStorage|sessionStorage|indexedDB|\bcookie\b|document\.write/);
});

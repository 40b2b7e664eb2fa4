/** The template that every page is made with: nothing interpolated ever becomes markup. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fill, html } from '../../functions/client-pages/html/escape.ts';

describe('the html template', () => {
  test.each([
    ['<script>alert(1)</script>', '&lt;script&gt;alert(1)&lt;/script&gt;'],
    ['"><img src=x onerror=alert(1)>', '&quot;&gt;&lt;img src=x onerror=alert(1)&gt;'],
    ["' autofocus onfocus='x", '&#39; autofocus onfocus=&#39;x'],
    ['&lt;', '&amp;lt;'],
    ['`x`', '&#96;x&#96;'],
  ])('shows %j as text', (text, escaped) => {
    expect(html`<p title="${text}">${text}</p>`.markup).toBe(`<p title="${escaped}">${escaped}</p>`);
  });

  test('keeps its own markup, lists and numbers, and leaves out what is absent', () => {
    const items = ['a', '<b>'].map((item) => html`<li>${item}</li>`);

    expect(html`<ul>${items}</ul>${undefined}${false}${3}`.markup).toBe(
      '<ul><li>a</li><li>&lt;b&gt;</li></ul>3',
    );
  });

  test('takes no parsed data for markup', () => {
    const parsed = JSON.parse('["<b>"]');

    expect(html`${parsed}`.markup).toBe('&lt;b&gt;');
    expect(() => html`${JSON.parse('{"markup":"<b>"}')}`).toThrow(TypeError);
  });

  test('never lets a text open a tag, leave an attribute or start an entity', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(html`${text}`.markup.replace(/&(amp|lt|gt|quot|#39|#96);/g, '')).not.toMatch(/[<>"'`&]/);
      }),
      { seed: 52 },
    );
  });
});

describe('a sentence with places', () => {
  test('is filled with text that is escaped and markup that is kept', () => {
    const filled = fill('Call {brand}: {phone}', { brand: '<A&B>', phone: html`<b>1</b>` });

    expect(filled.markup).toBe('Call &lt;A&amp;B&gt;: <b>1</b>');
  });

  test('keeps a place that nobody fills, also one that every object has', () => {
    expect(fill('{when} {constructor}', {}).markup).toBe('{when} {constructor}');
  });

  test('does not fill what stands in a filled-in text', () => {
    expect(fill('{raw} {brand}', { raw: '{brand}', brand: 'A' }).markup).toBe('{brand} A');
  });
});

/** The screening form as a browser and a screen reader get it. */
import { describe, expect, test } from 'vitest';
import { renderPage } from '../../functions/client-pages/html/render-page.ts';
import { inReadingOrder } from '../../functions/client-pages/html/screening-form.ts';
import type { AnswerValue } from '../../shared/screening/answer.ts';
import { countStrangeTags, tagsOf, textOf } from './markup.ts';
import { instant, links, questions, screeningView } from './views.ts';

function inputsOf(page: string, name: string) {
  return tagsOf(page, 'input')
    .map(({ attributes }) => attributes)
    .filter((attributes) => attributes.name === name);
}

function checkedOf(page: string, name: string): string[] {
  return inputsOf(page, name)
    .filter((attributes) => 'checked' in attributes)
    .map(({ value }) => value ?? '');
}

describe('the screening form', () => {
  const page = renderPage(screeningView(), links);

  test('is one form that is posted to its own address, without autocomplete', () => {
    const forms = tagsOf(page, 'form').map(({ attributes }) => attributes);

    expect(forms).toEqual([
      expect.objectContaining({ method: 'post', action: '/s/Ab3dEf6hIj', autocomplete: 'off' }),
    ]);
  });

  test('is sent by the first button, as by the return key, and saved for later by the second', () => {
    expect(tagsOf(page, 'button').map(({ attributes }) => attributes)).toEqual([
      { type: 'submit' },
      { type: 'submit', class: 'quiet', formaction: '/s/Ab3dEf6hIj/draft', 'data-plain': '' },
    ]);
  });

  test('says when it was shown, so that what it types later than a newer form is known as overtaken', () => {
    expect(inputsOf(page, 'opened.at').map(({ value }) => Number(value))).toEqual([screeningView().openedAt]);
  });

  test('brings its script from its own address, and no other', () => {
    const scripted = renderPage(screeningView(), { ...links, script: '/s/form-abc.js' });

    expect(tagsOf(scripted, 'script').map(({ attributes }) => attributes)).toEqual([
      { src: '/s/form-abc.js' },
    ]);
  });

  test('hands its script every text it says, in the language of the page', () => {
    for (const language of ['en', 'es'] as const) {
      const [form] = tagsOf(renderPage(screeningView({}, { language }), links), 'form');
      const words: Record<string, string> = JSON.parse(form?.attributes['data-words'] ?? '');

      expect(words.next).toBe(language === 'en' ? 'Next' : 'Siguiente');
      expect(Object.values(words).every((text) => text.length > 0)).toBe(true);
      expect(words.progress).toMatch(/\{n\}.*\{all\}/);
    }
  });

  test('holds no script, no handler and nothing from elsewhere', () => {
    expect(page).not.toMatch(/<script|javascript:|\son[a-z]+=|\ssrc=|https?:\/\//i);
  });

  test('says its language and has exactly one heading of the first rank', () => {
    expect(tagsOf(page, 'html')[0]?.attributes.lang).toBe('en');
    expect(tagsOf(page, 'h1')).toHaveLength(1);
  });

  test('asks every question in a fieldset with a legend', () => {
    expect(tagsOf(page, 'fieldset')).toHaveLength(4);
    expect(tagsOf(page, 'legend')).toHaveLength(4);
    for (const { text } of Object.values(questions)) expect(textOf(page)).toContain(text.en);
  });

  test('takes yes, no or not sure for a yes-no question', () => {
    expect(inputsOf(page, 'pregnant').map(({ value }) => value)).toEqual(['yes', 'no', 'unsure']);
  });

  test('takes a date, never or not sure for a date question', () => {
    expect(inputsOf(page, 'last-botox').map(({ value }) => value)).toEqual(['date', 'never', 'unsure']);
    expect(inputsOf(page, 'last-botox.date')).toEqual([expect.objectContaining({ type: 'date' })]);
  });

  test('takes a date, still or not sure for a last-use question', () => {
    expect(inputsOf(page, 'retinoids-last-use').map(({ value }) => value)).toEqual([
      'date',
      'still',
      'unsure',
    ]);
  });

  test('asks what depends on a yes right behind that question, marked "if yes"', () => {
    const text = textOf(page);

    expect(text).toMatch(/Do you use Retin-A\?(?:(?!\?).)*If yes: When did you last use it\?/);
    expect(text.match(/If yes:/g)).toHaveLength(1);
  });

  test('labels every field, and no id stands twice', () => {
    const labelled = new Set(tagsOf(page, 'label').map(({ attributes }) => attributes.for));
    const unlabelled = tagsOf(page, 'input').filter(
      ({ attributes }) =>
        attributes.type !== 'hidden' &&
        !labelled.has(attributes.id) &&
        attributes['aria-label'] === undefined,
    );
    const ids = tagsOf(page).flatMap(({ attributes }) =>
      attributes.id === undefined ? [] : [attributes.id],
    );

    expect(unlabelled).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('ties help to its question', () => {
    const described = tagsOf(page, 'fieldset').map(({ attributes }) => attributes['aria-describedby']);

    expect(described).toContain('q-pregnant.help');
    expect(page).toContain('id="q-pregnant.help"');
  });

  test('needs nothing to be checked beforehand', () => {
    expect(page).not.toContain(' checked');
    expect(page).not.toContain(' required');
  });

  test('shows when and where the visit is, on the clinic’s clock', () => {
    expect(textOf(page)).toContain('Sun Nov 22, 2:00 PM');
    expect(textOf(page)).toContain('12 Example Street');
  });

  test('speaks Spanish', () => {
    const spanish = renderPage(screeningView({}, { language: 'es' }), links);

    expect(tagsOf(spanish, 'html')[0]?.attributes.lang).toBe('es');
    expect(textOf(spanish)).toContain('¿Está embarazada o amamantando?');
    expect(textOf(spanish)).toContain('dom 22 nov, 14:00');
    expect(textOf(spanish)).not.toMatch(/Not sure|If yes|Send/);
  });

  test('is small with sixty questions', () => {
    const many = Array.from({ length: 60 }, (_, index) => ({
      question: { ...questions.botox, id: `question-${index}`, help: { en: 'h'.repeat(400), es: 'h' } },
    }));
    const few = Buffer.byteLength(page);
    const most = Buffer.byteLength(renderPage(screeningView({}, { questions: many }), links));

    expect(few).toBeLessThan(16 * 1024);
    expect(most).toBeLessThan(128 * 1024);
  });
});

describe('earlier answers', () => {
  test('stand in the form again', () => {
    const page = renderPage(
      screeningView({
        pregnant: { is: 'no' },
        'last-botox': { is: 'date', date: '2026-10-01' },
        retinoids: { is: 'yes' },
        'retinoids-last-use': { is: 'still' },
      }),
      links,
    );

    expect(checkedOf(page, 'pregnant')).toEqual(['no']);
    expect(checkedOf(page, 'last-botox')).toEqual(['date']);
    expect(inputsOf(page, 'last-botox.date')[0]?.value).toBe('2026-10-01');
    expect(checkedOf(page, 'retinoids-last-use')).toEqual(['still']);
  });

  test('that are instants stand there as the clinic’s day', () => {
    const at = instant('2026-11-20T03:00:00Z');
    const page = renderPage(screeningView({ 'last-botox': { is: 'instant', at } }), links);

    expect(inputsOf(page, 'last-botox.date')[0]?.value).toBe('2026-11-19');
  });

  test('that say yes to a date question only await the date', () => {
    const page = renderPage(screeningView({ 'last-botox': { is: 'yes' } }), links);

    expect(checkedOf(page, 'last-botox')).toEqual(['date']);
    expect(inputsOf(page, 'last-botox.date')[0]?.value).toBeUndefined();
  });

  test('that say only that there is a date keep their choice', () => {
    const page = renderPage(screeningView({ 'last-botox': { is: 'unreadable', raw: 'date' } }), links);

    expect(checkedOf(page, 'last-botox')).toEqual(['date']);
    expect(textOf(page)).not.toContain('We could not use');
  });

  test.each([
    ['new', undefined, undefined],
    ['draft', undefined, 'Welcome back.'],
    ['draft', 'saved', 'Saved. You can close this page'],
    ['sent', undefined, 'You have sent your answers.'],
    ['sent', 'saved', 'You have sent your answers.'],
  ] as const)('and where they come from are named: %s, just %s', (filled, done, said) => {
    const page = renderPage(screeningView({}, { filled }), done === undefined ? links : { ...links, done });

    expect(tagsOf(page).filter(({ attributes }) => attributes.role === 'status')).toHaveLength(
      said === undefined ? 0 : 1,
    );
    if (said !== undefined) expect(textOf(page)).toContain(said);
  });

  test('that could not be read are shown as the text they are', () => {
    const raw = '<script>alert(1)</script>"><img src=x onerror=alert(1)>';
    const page = renderPage(screeningView({ pregnant: { is: 'unreadable', raw } }), links);

    expect(textOf(page)).toContain(raw);
    expect(countStrangeTags(page)).toBe(0);
    expect(tagsOf(page, 'script')).toEqual([]);
    expect(tagsOf(page, 'img')).toEqual([]);
    expect(checkedOf(page, 'pregnant')).toEqual([]);
  });
});

describe('questions left without a usable answer', () => {
  const view = screeningView({ retinoids: { is: 'unsure' } }, { unanswered: ['retinoids', 'last-botox'] });
  const page = renderPage(view, links);

  test('are listed on top in reading order, each leading to its field', () => {
    const fields = tagsOf(page, 'a')
      .map(({ attributes }) => attributes.href ?? '')
      .filter((href) => href.startsWith('#'));

    expect(fields).toEqual(['#q-last-botox', '#q-retinoids']);
    for (const field of fields) expect(page).toContain(`id="${field.slice(1)}"`);
  });

  test('are announced: the summary takes the focus and the title says so', () => {
    const [summary] = tagsOf(page).filter(({ attributes }) => attributes.role === 'alert');

    expect(summary?.attributes).toMatchObject({
      tabindex: '-1',
      autofocus: '',
      'aria-labelledby': 'wrong-title',
    });
    expect(page).toMatch(/<title>Please check: /);
  });

  test('say beside the field what is missing', () => {
    const described = tagsOf(page, 'fieldset').map(({ attributes }) => attributes['aria-describedby']);

    expect(described).toContain('q-last-botox.ahead q-last-botox.wrong');
    expect(textOf(page)).toContain('Please give a date, or choose one of the other answers.');
    expect(textOf(page)).toContain('You are not sure about this one.');
    expect(inputsOf(page, 'last-botox.date')[0]?.['aria-invalid']).toBe('true');
  });

  test('praise nothing as saved where nothing usable was given', () => {
    const all = screeningView().questions.map(({ question }) => question.id);
    const given = { pregnant: { is: 'no' } } as const;
    const kept = screeningView(given, { unanswered: all.filter((id) => id !== 'pregnant') });

    expect(textOf(renderPage(screeningView({}, { unanswered: all }), links))).not.toContain('are saved');
    expect(textOf(renderPage(kept, links))).toContain('Your other answers are saved.');
  });

  test('that are none show no summary', () => {
    expect(renderPage(screeningView(), links)).not.toContain('role="alert"');
  });
});

describe('a date', () => {
  const bounds = { from: '1906-01-01', until: '2026-11-15', latest: '2026-11-16' };

  function withBounds(id: string, value: AnswerValue, unanswered: string[] = []) {
    const view = screeningView({ [id]: value }, { unanswered });
    return renderPage({ ...view, questions: view.questions.map((asked) => ({ ...asked, bounds })) }, links);
  }

  test('is offered from long ago until the last day that can be', () => {
    const page = withBounds('last-botox', { is: 'never' });

    expect(inputsOf(page, 'last-botox.date')[0]).toMatchObject({ min: '1906-01-01', max: '2026-11-15' });
  });

  test('that may lie ahead says so, and one of a last use does not', () => {
    const { botox, lastUse } = questions;
    const ahead = 'A day still to come counts too';

    expect(textOf(renderPage(screeningView({}, { questions: [{ question: botox }] }), links))).toContain(
      ahead,
    );
    expect(
      textOf(renderPage(screeningView({}, { questions: [{ question: lastUse }] }), links)),
    ).not.toContain(ahead);
  });

  test.each([
    ['retinoids-last-use', { is: 'unreadable', raw: '2026-11-17' }, 'This day has not come yet.'],
    ['last-botox', { is: 'date', date: '2026-11-23' }, 'This day is after your visit.'],
    ['last-botox', { is: 'unreadable', raw: '0026-05-05' }, 'This day is too long ago.'],
  ] as const)('that cannot be (%s) stands in its field again, and what is wrong with it beside it', (id, value, says) => {
    const page = withBounds(id, value, [id]);
    const [field] = inputsOf(page, `${id}.date`);

    expect(textOf(page)).toContain(says);
    expect(textOf(page)).not.toContain('We could not use this answer');
    expect(field).toMatchObject({ value: 'raw' in value ? value.raw : value.date, 'aria-invalid': 'true' });
    expect(checkedOf(page, id)).toEqual(['date']);
  });

  test('of a day that has begun only east of the clinic is no mistake', () => {
    expect(textOf(withBounds('retinoids-last-use', { is: 'date', date: '2026-11-16' }))).not.toMatch(
      /not come|too long|after your visit/,
    );
  });
});

describe('the order of questions', () => {
  function ask(id: string, askIf?: string) {
    return { question: { ...questions.pregnant, id, ...(askIf === undefined ? {} : { askIf }) } };
  }

  function order(asked: ReturnType<typeof ask>[]): string[] {
    return inReadingOrder(asked).map(({ question }) => question.id);
  }

  test('puts chains of follow-ups behind what they hang on', () => {
    expect(order([ask('c', 'b'), ask('x'), ask('b', 'a'), ask('a'), ask('y')])).toEqual([
      'x',
      'a',
      'b',
      'c',
      'y',
    ]);
  });

  test('loses no question, whatever hangs on what', () => {
    expect(order([ask('a', 'b'), ask('b', 'a'), ask('c', 'missing')])).toEqual(['c', 'a', 'b']);
  });
});

/** What an e-mail to staff says, and what it never says. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { referenceOf } from '../../shared/booking/reference.ts';
import { brandCharsMax } from '../../shared/clinic/clinic.ts';
import { composeNotice, type NoticeText, subjectCharsMax } from '../../shared/follow-up/notice-words.ts';
import {
  type DigestNotice,
  noticeKinds,
  noticeOf,
  saysSomething,
} from '../../shared/follow-up/staff-notice.ts';
import { noticeIds } from '../../shared/follow-up/step.ts';
import { attentionKinds } from '../../shared/store/item.ts';
import { aBooking, visitStart } from '../contract/items.ts';
import { seed } from '../property/somebody.ts';
import { aClinic } from '../world/world.ts';

const site = 'https://manager.example';
const clinic = aClinic();
const none = { count: 0, more: false };
const quietDay: DigestNotice = {
  kind: 'daily-digest',
  clinicId: 'rosewater',
  brand: 'Rosewater Skin',
  zone: 'America/New_York',
  day: '2026-11-20',
  visits: none,
  waiting: none,
  byKind: {},
  refused: none,
  quarantined: none,
};

function wholeOf({ subject, body }: NoticeText): string {
  return `${subject}\n${body}`;
}

describe('a notice about a booking', () => {
  test('says the clinic, what to do, when the visit is by its clock, and where to look', () => {
    const notice = noticeOf(aBooking(), clinic, 'client-not-told');
    expect(composeNotice(notice, site)).toEqual({
      subject: 'Rosewater Skin: a client was not told in time, visit Fri Nov 20, 1:00 PM',
      body: [
        'Rosewater Skin',
        '',
        'No text can reach the client of this visit in time. Please call.',
        "The visit: Fri Nov 20, 1:00 PM, the clinic's time.",
        '',
        `https://manager.example/#/bookings/${referenceOf({ platform: 'standard', uid: 'visit-1' })}`,
        '',
        'This message names nobody on purpose: who it is stands behind your sign-in.',
      ].join('\n'),
    });
  });

  test.each(noticeIds)('%s: the subject fits whole, also of the clinic with the longest name', (kind) => {
    const brand = 'W'.repeat(brandCharsMax);
    const startAt = Date.parse('2026-11-25T15:30Z');
    const { subject } = composeNotice(noticeOf(aBooking({ startAt }), { ...clinic, brand }, kind), site);
    expect(subject).toMatch(/, visit Wed Nov 25, 10:30 AM$/);
    expect(subject.length).toBeLessThanOrEqual(subjectCharsMax);
  });

  test.each([
    ['Peluquería Añil', 'Peluqueria Anil'],
    ['玫瑰', 'Booking gate'],
    ['Rose\nBcc: x', 'Rose Bcc: x'],
  ])('of a clinic called %j has a subject of ASCII on one line', (brand, said) => {
    const { subject } = composeNotice(noticeOf(aBooking(), { ...clinic, brand }, 'held-soon'), site);
    expect(subject).toMatch(/^[!-~][ -~]*$/);
    expect(subject.replace(/ +/g, ' ').startsWith(`${said}: a visit`)).toBe(true);
  });

  test('names nobody, whatever the booking holds', () => {
    const planted = fc.stringMatching(/^[a-z]{6,12}$/).map((word) => `Qx${word}`);
    const somebody = fc.record({
      name: planted,
      service: planted,
      email: planted,
      raw: planted,
      why: planted,
      digits: fc.stringMatching(/^\d{7}$/),
    });
    fc.assert(
      fc.property(somebody, fc.constantFrom(...noticeIds), (person, kind) => {
        const { name, service, raw, why, digits } = person;
        const phone = `+1212${digits}`;
        const booking = aBooking({
          service,
          client: { name, phone, email: `${person.email}@example.com`, language: 'es' },
          answers: { 'last-botox': { value: { is: 'unreadable', raw }, at: visitStart, source: 'form' } },
          overrides: [{ finding: raw, by: name, role: 'manager', why, at: visitStart }],
          audit: [{ at: visitStart, did: raw, by: name, why }],
        });
        const said = wholeOf(composeNotice(noticeOf(booking, clinic, kind), site));
        for (const secret of [name, service, raw, why, person.email, digits]) {
          expect(said).not.toContain(secret);
        }
      }),
      { seed, numRuns: 200 },
    );
  });
});

describe('the daily digest', () => {
  test('says the visits, what waits by kind, what was refused, and where to look', () => {
    const digest: DigestNotice = {
      ...quietDay,
      visits: { count: 12, more: false },
      waiting: { count: 4, more: false },
      byKind: { blocked: 2, 'opted-out': 1, incomplete: 2 },
      refused: { count: 3, more: false },
    };
    expect(composeNotice(digest, site)).toEqual({
      subject: 'Rosewater Skin: 4 bookings need a look, 12 visits today',
      body: [
        'Rosewater Skin, Fri Nov 20',
        '',
        '12 visits today; 4 bookings need a look.',
        '- 2 blocked',
        '- 2 with answers missing',
        '- 1 with a client who takes no texts',
        '3 deliveries were refused since yesterday.',
        '',
        'https://manager.example/#/',
        '',
        'This message names nobody on purpose: who it is stands behind your sign-in.',
      ].join('\n'),
    });
  });

  test('says of what was not counted to its end that there is more', () => {
    const many = { count: 1_000, more: true };
    const { subject, body } = composeNotice({ ...quietDay, waiting: many, byKind: { review: 7 } }, site);
    expect(subject).toContain('1000+ bookings need a look, 0 visits today');
    expect(body).toContain('- 7+ to be reviewed');
  });

  test('speaks of one as of one', () => {
    const one = { count: 1, more: false };
    const digest = { ...quietDay, visits: one, waiting: one, refused: one, quarantined: one };
    const { subject, body } = composeNotice(digest, site);
    expect(subject).toBe('Rosewater Skin: 1 booking needs a look, 1 visit today');
    expect(body).toContain('1 delivery was refused since yesterday.');
    expect(body).toContain('1 item could not be worked on since yesterday.');
  });

  test('has words for every kind that can wait', () => {
    const bookings = attentionKinds.filter((kind) => kind !== 'refused-delivery' && kind !== 'quarantined');
    const byKind = Object.fromEntries(bookings.map((kind) => [kind, 1]));
    const { body } = composeNotice({ ...quietDay, waiting: { count: 1, more: false }, byKind }, site);
    const lines = body.match(/^- 1 \w.*$/gm) ?? [];
    expect(lines).toHaveLength(bookings.length);
    expect([lines[0], lines[2]]).toEqual(['- 1 blocked', '- 1 with a client who was not told']);
  });

  test('of a day without visits on which nothing waits says nothing', () => {
    expect(saysSomething(quietDay)).toBe(false);
    for (const field of ['visits', 'waiting', 'refused', 'quarantined']) {
      expect(saysSomething({ ...quietDay, [field]: { count: 1, more: false } })).toBe(true);
    }
  });
});

test('every kind is one that can be filtered by', () => {
  expect(noticeKinds).toEqual([...noticeIds, 'daily-digest']);
});

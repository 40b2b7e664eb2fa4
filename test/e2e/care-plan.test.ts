/** From a signed Cal.com booking over HTTP to every text of its care plan, in both languages, word for word. */
import { expect, test } from 'vitest';
import { calComBody } from '../../local/demo/bodies.ts';
import { instant } from '../local/harness.ts';
import { linkIn, runStack, told } from './running-stack.ts';

const bookedAt = '2026-11-02T15:00:00.000Z';
/** Tuesday 15:00 in New York. */
const startAt = instant('2026-12-01T20:00:00Z');

test('A Cal.com booking in English is allowed, and its client hears exactly the care plan', async () => {
  const stack = await runStack(bookedAt);
  const phone = '+12125550117';
  const body = calComBody('BOOKING_CREATED', {
    uid: 'rose1',
    at: instant(bookedAt),
    startAt,
    name: 'Nadia Brook',
    phone,
  });

  expect(await stack.post('cal-com', body)).toEqual({
    status: 200,
    body: { status: 'processed', bookingId: 'cal-com:rose1', decision: 'allowed' },
  });
  await stack.moveTo('2026-12-20T00:00:00Z');

  const texts = await stack.texts();
  expect(told(texts)).toEqual([
    '2026-11-02T15:03 booked: Rosewater Skin: Nadia, your visit is booked for Tue Dec 1, 3:00 PM. Questions? Call +1 212 555 0199. Reply STOP to opt out',
    '2026-11-16T20:00 two-weeks-before: Rosewater Skin: Planning Botox? The last day is Tue Nov 17, then none until your visit on Dec 1. How to prepare: <c>',
    "2026-11-28T20:00 three-days-before: Rosewater Skin: Skip long sun and tanning beds. Blood thinners, doctor's care, a breakout or cold sore? Tell us: <c>",
    '2026-11-30T14:00 day-before: Rosewater Skin: From Mon 3:00 PM pause Retin-A and strong actives (if prescribed, ask your doctor or us first). Reply 1 all fine, 2 something changed',
    '2026-12-01T14:00 morning-of: Rosewater Skin: See you today at 3:00 PM, 12 Example Street. Please come with a clean face and no makeup.',
    '2026-12-01T22:00 after-visit: Rosewater Skin: Sunburned, tight skin is normal. 72 h: tepid water, gentle cleanser. 24 h: no makeup. Clean pillowcase. <c>',
    '2026-12-02T21:00 day-1: Rosewater Skin: Redness usually fades by now; makeup OK. No direct sun (48 h), swimming, hard exercise or masks (72 h). Worse? Call +1 212 555 0199',
    '2026-12-03T21:00 day-2: Rosewater Skin: Direct sun is OK again with SPF 30+ daily. No acids, retinol or vitamin C until Fri 4:00 PM. <c>',
    '2026-12-04T21:00 day-3: Rosewater Skin: Actives, masks, swimming and your usual cleanser are fine again. SPF 30+ daily until Tue Dec 15. <c>',
    '2026-12-15T21:00 two-weeks-after: Rosewater Skin: Your two weeks of daily SPF 30+ are done. If your skin worries you in any way, call us: +1 212 555 0199',
  ]);
  expect(texts.map(({ to, segments, bookingId }) => [to, segments, bookingId])).toEqual(
    texts.map(() => [phone, 1, 'cal-com:rose1']),
  );
  const page = await fetch(linkIn(texts[1]?.body ?? ''));
  expect(page.status).toBe(200);
  expect(await page.text()).toContain('Care before and after your visit');
  // Of the one visit staff read in the morning of its day.
  expect(await stack.list('/local/notices')).toMatchObject([
    {
      at: '2026-12-01T12:00:00.000Z',
      topic: 'booking-gate-local-notices-demo',
      kind: 'daily-digest',
      clinic: 'demo',
      to: ['front-desk@demo.example'],
      subject: 'Rosewater Skin: nothing waits for you, 1 visit today',
      message: expect.stringContaining(`${stack.url}/#/`),
    },
  ]);
});

test('The same booking in Spanish brings the same texts in Spanish, in plain letters', async () => {
  const stack = await runStack(bookedAt);
  const phone = '+12125550163';
  const body = calComBody('BOOKING_CREATED', {
    uid: 'rosa1',
    at: instant(bookedAt),
    startAt,
    name: 'Lucía Ferrer Ibáñez',
    phone,
    language: 'es',
  });

  expect(await stack.post('cal-com', body)).toMatchObject({ status: 200, body: { decision: 'allowed' } });
  await stack.moveTo('2026-12-20T00:00:00Z');

  const texts = await stack.texts(phone);
  expect(told(texts)).toEqual([
    '2026-11-02T15:03 booked: Rosewater Skin: Lucia, su cita es el mar 1 dic, 15:00. ¿Preguntas? Llame al +1 212 555 0199. Responda STOP para salir',
    '2026-11-16T20:00 two-weeks-before: Rosewater Skin: ¿Piensa en Botox? El ultimo dia es el mar 17 nov; luego ya no hasta su cita del 1 dic. Consejos: <c>',
    '2026-11-28T20:00 three-days-before: Rosewater Skin: Evite mucho sol y camas solares. ¿Anticoagulantes, cuidado médico, brote o herpes labial? Avise: <c>',
    '2026-11-30T14:00 day-before: Rosewater Skin: Desde lun 15:00 pause Retin-A y activos fuertes (con receta: consulte antes al médico o aqui). Responda 1 todo bien, 2 hay cambios',
    '2026-12-01T14:00 morning-of: Rosewater Skin: Le esperamos hoy a las 15:00, 12 Example Street. Venga con la cara limpia y sin maquillaje.',
    '2026-12-01T22:00 after-visit: Rosewater Skin: Rojez de sol y tirantez: normal. 72 h agua tibia, limpieza suave; 24 h sin maquillaje; almohada limpia. <c>',
    '2026-12-02T21:00 day-1: Rosewater Skin: Suele bajar la rojez; maquillaje OK. No: sol directo (48 h), nadar, ejercicio fuerte, mascarillas (72 h). ¿Peor? Llame +1 212 555 0199',
    '2026-12-03T21:00 day-2: Rosewater Skin: Ya puede darle el sol con SPF 30+ diario. Sin acidos, retinol ni vitamina C hasta vie 16:00. <c>',
    '2026-12-04T21:00 day-3: Rosewater Skin: Activos, mascarillas, nadar y su limpiador habitual: ya puede. SPF 30+ diario hasta el mar 15 dic. <c>',
    '2026-12-15T21:00 two-weeks-after: Rosewater Skin: Terminaron sus dos semanas de SPF 30+ diario. Si algo de su piel le preocupa, llame al +1 212 555 0199',
  ]);
  expect(texts.map(({ segments }) => segments)).toEqual(texts.map(() => 1));
  const page = await fetch(linkIn(texts[1]?.body ?? ''));
  expect(await page.text()).toContain('<html lang="es"');
});

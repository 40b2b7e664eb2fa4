/** A client at their pages: opens a link, fills in the form, sends it, over the real handler. */
import type { Booking } from '../../../shared/booking/booking.ts';
import { tagsOf, textOf } from '../../client-pages/markup.ts';
import { httpEvent } from '../../http/event.ts';
import type { Process } from '../../world/world.ts';

/** Every question that is asked at first, answered so that nothing is found. */
export const fineForm: Readonly<Record<string, string>> = {
  'last-botox': 'never',
  'uses-retinoids': 'no',
  'uses-strong-actives': 'no',
  'blood-thinners': 'no',
  'physician-care': 'no',
  'active-breakout': 'no',
  'bleeding-disorder': 'no',
  'severe-acne-rosacea': 'no',
  'active-infection': 'no',
  'pregnant-nursing': 'no',
  autoimmune: 'no',
  'recent-chemo': 'no',
  'heart-disease': 'no',
  diabetes: 'no',
  'cancer-history': 'no',
};

export interface Page {
  status: number;
  /** As a person reads it. */
  text: string;
  html: string;
}

type Response = Awaited<ReturnType<Process['pages']>>;

const formType = { 'content-type': 'application/x-www-form-urlencoded' };

export async function open({ pages }: Process, path: string, query = ''): Promise<Page> {
  return read(await pages(httpEvent({ path, query })));
}

/** What is checked in the form, by question. */
export function checkedIn({ html }: Page): Record<string, string> {
  const checked = tagsOf(html, 'input').filter(({ attributes }) => 'checked' in attributes);
  return Object.fromEntries(checked.map(({ attributes }) => [attributes.name ?? '', attributes.value ?? '']));
}

export async function submit(
  { pages }: Process,
  token: string,
  form: Record<string, string>,
  query = '',
): Promise<Page> {
  const body = new URLSearchParams(form).toString();
  const event = { method: 'POST', path: `/s/${token}`, headers: formType, body, query };
  return read(await follow(pages, await pages(httpEvent(event))));
}

/** As a browser does. */
async function follow(pages: Process['pages'], response: Response): Promise<Response> {
  if (response.statusCode !== 303) return response;
  const { pathname, searchParams } = new URL(String(response.headers?.location), 'https://pages.example');
  return pages(httpEvent({ path: pathname, query: searchParams.toString() }));
}

/** As the script of a page saves what is typed into it; the answer's status. */
export async function saveDraft(
  { pages }: Process,
  shown: Page,
  token: string,
  typed: Record<string, string>,
): Promise<number | undefined> {
  const opened = tagsOf(shown.html, 'input').find(({ attributes }) => attributes.name === 'opened.at');
  const body = new URLSearchParams({ 'opened.at': opened?.attributes.value ?? '', ...typed }).toString();
  const path = `/s/${token}/draft`;
  return (await pages(httpEvent({ method: 'POST', path, headers: formType, body }))).statusCode;
}

/** The button of the care page; where it leads. */
export async function pressTexts({ pages }: Process, token: string, asked: 'stop' | 'start') {
  const event = { method: 'POST', path: `/c/${token}`, headers: formType, body: `texts=${asked}` };
  const { statusCode, headers } = await pages(httpEvent(event));
  return { status: statusCode, location: headers?.location };
}

export function screeningToken({ pages }: Booking): string {
  if (pages.screening === undefined) throw new Error('nobody made a screening page');
  return pages.screening;
}

function read(response: Response): Page {
  const html = response.body ?? '';
  return { status: response.statusCode ?? 0, html, text: textOf(html) };
}

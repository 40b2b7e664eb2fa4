/** A stack with the built site and a browser before it, for the tests of one file: what any page complains of fails them. */
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { shortJournal } from '../../local/short-journal.ts';
import { buildSite, siteFolder } from '../../local/site/build-site.ts';
import { type Stack, startStack } from '../../local/stack.ts';
import { asking } from '../e2e/running-stack.ts';
import { instant } from '../local/harness.ts';
import { launchBrowser } from './chromium.ts';

export interface BrowserWorld extends ReturnType<typeof asking> {
  stack: Stack;
  now: Stack['now'];
  /** A page in a context of its own: other cookies, other storage. */
  open(options?: BrowserContextOptions): Promise<Page>;
  /** A page on which somebody has signed in by the form. */
  openAs(username: string, options?: BrowserContextOptions): Promise<Page>;
  /** Every page of the test that ends: what stays open goes on asking. */
  closePages(): Promise<void>;
  /** What pages complained of since it was asked last: errors on the console, violated policies, exceptions, dialogs nobody asked for. */
  complaints(): string[];
  /** Every address asked for, by any page. */
  requested: string[];
  /** Every line the stack wrote. */
  lines: string[];
  stop(): Promise<void>;
}

/** A local action in a browser takes milliseconds; a machine on which others build at the same time takes far longer. */
const actionMsMax = 15_000;

/** Monday, ten in the morning at the clinic. */
export const worldStartsAt = '2026-11-02T15:00:00.000Z';

export async function openWorld(startsAt = worldStartsAt): Promise<BrowserWorld> {
  const base = instant(startsAt);
  const lines: string[] = [];
  const complaints: string[] = [];
  const requested: string[] = [];
  const built = await buildSite(() => undefined);
  if (built.site === 'broken') throw new Error(`the site cannot be built: ${built.why}`);
  const stack = await startStack({
    port: 0,
    folder: undefined,
    siteFolder,
    realNow: () => base,
    journal: (clock) => shortJournal(clock, (line) => lines.push(line)),
    onError: (error) => complaints.push(`the stack: ${String(error)}`),
  });
  const browser = await launchBrowser();

  async function open(options: BrowserContextOptions = {}): Promise<Page> {
    const context = await openContext(browser, options);
    context.on('request', (request) => requested.push(`${request.method()} ${request.url()}`));
    context.on('page', (page) => collectComplaints(page, complaints));
    return context.newPage();
  }

  return {
    ...asking(stack.url, stack.secrets, stack.now),
    stack,
    now: stack.now,
    open,
    async openAs(username, options) {
      const page = await open(options);
      await signIn(page, stack.url, username);
      return page;
    },
    async closePages() {
      await Promise.all(browser.contexts().map((context) => context.close()));
    },
    complaints: () => complaints.splice(0),
    requested,
    lines,
    async stop() {
      await browser.close();
      await stack.stop();
    },
  };
}

/** Runs in each page before it does. */
const violationsToConsole = `document.addEventListener('securitypolicyviolation', (violation) =>
  console.error('policy: ' + violation.violatedDirective + ' ' + violation.blockedURI + ' ' + violation.sample));`;

async function openContext(browser: Browser, options: BrowserContextOptions): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: { width: 1_280, height: 900 },
    reducedMotion: 'reduce',
    locale: 'en-US',
    ...options,
  });
  context.setDefaultTimeout(actionMsMax);
  await context.addInitScript({ content: violationsToConsole });
  return context;
}

function collectComplaints(page: Page, complaints: string[]): void {
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') {
      complaints.push(`${message.type()} at ${page.url()}: ${message.text()}`);
    }
  });
  page.on('pageerror', (error) => complaints.push(`exception at ${page.url()}: ${String(error)}`));
  page.on('dialog', (dialog) => {
    complaints.push(`dialog at ${page.url()}: ${dialog.message()}`);
    void dialog.dismiss();
  });
}

/** By the real form, from the site and back to it. */
export async function signIn(page: Page, url: string, username: string): Promise<void> {
  await page.goto(`${url}/`);
  await page.getByLabel('Name').fill(username);
  await page.getByLabel('Password').fill('demo');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('navigation').first().waitFor();
}

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';

const browserPath = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** Why the tests with a browser are left out, where they are. */
export const skip: string | false = existsSync(browserPath)
  ? false
  : `No browser at ${browserPath}: install Chromium, or name one in CHROMIUM`;

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: browserPath, args: quiet });

/** Three times what Playwright waits by itself: a slow machine does nothing wrong. */
const patienceMs = 90_000;

export type Look = { width: number; scheme: 'light' | 'dark'; locale: 'en-US' | 'nl-NL' };

/** A window of the page. Whatever it asks of another machine, and whatever goes wrong in it, is kept in `faults`. */
export async function openPage(
  browser: Browser,
  url: string,
  { width, scheme, locale }: Look,
): Promise<{ page: Page; faults: string[] }> {
  const context = await browser.newContext({
    viewport: { width, height: 844 },
    colorScheme: scheme,
    locale,
    acceptDownloads: true,
  });
  context.setDefaultTimeout(patienceMs);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('request', (request) => {
    const address = request.url();
    const here = /^(data:|blob:|about:)/.test(address) || new URL(address).hostname === '127.0.0.1';
    if (!here) faults.push(`a request to ${address}`);
  });
  page.on('pageerror', (error) => faults.push(`an error: ${error.message}`));
  page.on('console', (said) => {
    if (said.type() === 'error') faults.push(`the console says: ${said.text()}`);
  });
  await page.goto(url);
  await page.locator('#chat-1 textarea').waitFor({ state: 'attached' });
  assert.equal(await page.title(), 'Practice Teams');
  return { page, faults };
}

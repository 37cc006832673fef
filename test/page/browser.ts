import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import { patienceMs } from '../sandbox/patience.ts';

const browserPath = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** The reason to skip the tests with a browser. False when there is one. */
export const skip: string | false = existsSync(browserPath)
  ? false
  : `No browser at ${browserPath}: install Chromium, or name one in CHROMIUM`;

/** Ends a test that hangs outside of a wait. A wait ends first, and says what did not come. */
export const patient = { skip, timeout: 2 * patienceMs };

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

export type Look = { width: number; scheme: 'light' | 'dark'; locale: 'en-US' | 'nl-NL' };

/** Opens a window with the page. `faults` has its requests to other machines and its errors. */
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
  // Cards have inputs of their own.
  await page.locator('#chat-1 .compose textarea').waitFor({ state: 'attached' });
  assert.equal(await page.title(), 'Practice Teams');
  return { page, faults };
}

// node test/tools/page-pictures.ts: takes the README's pictures of the page. Run it after cards on them have changed.
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { openBrowser, openPage } from '../page/browser.ts';
import { button, column, dropFile } from '../page/columns.ts';
import { startSandbox } from '../sandbox/start-sandbox.ts';
import { kindKnobs } from '../sandbox/tenant/knobs.ts';

const folder = new URL('../../docs/images/', import.meta.url);
const sample = (name: string) =>
  readFile(new URL(`../sandbox/samples/${name}`, import.meta.url), 'utf8');

const sandbox = await startSandbox({ ports: 'any', knobs: kindKnobs });
const browser = await openBrowser();
try {
  const look = { scheme: 'light', locale: 'en-US' } as const;
  const wide = await openPage(browser, sandbox.teams.url, { ...look, width: 1440 });
  await wide.page.setViewportSize({ width: 1440, height: 1080 });
  await playToTheAlert(wide.page);
  await takePicture(wide.page, 'page.png');
  const narrow = await openPage(browser, sandbox.teams.url, { ...look, width: 390 });
  await narrow.page.setViewportSize({ width: 390, height: 844 });
  await button(await column(narrow.page, 'chat-2'), 'approval.approve').scrollIntoViewIfNeeded();
  await takePicture(narrow.page, 'phone.png');
} finally {
  await browser.close();
  await sandbox.stop();
}

/** Plays three requests: one to the alert, one until it waits for its owner, and one with faults. */
async function playToTheAlert(page: Page): Promise<void> {
  await ask(page, 'first.csv', 'email,name,project\nanna.berg@fabrikam.example,Anna Berg,atlas\n');
  await button(await column(page, 'chat-2'), 'approval.approve').click();
  const mails = await column(page, 'mailbox');
  await mails.locator('[data-to="anna.berg@fabrikam.example"]').click();
  await page.frameLocator('#mailbox iframe').locator('article a.button').waitFor();
  await sandbox.tenant.redeem('anna.berg@fabrikam.example', 'google');
  await (await column(page, 'chat-3')).getByText('Anna Berg').waitFor();
  const clean = (await sample('clean.csv')).trim().split(/\r?\n/);
  const rows = clean.map((line, n) => `${line},${n === 0 ? 'project' : 'atlas'}`);
  await ask(page, 'partners.csv', `${rows.join('\n')}\n`);
  await button(await column(page, 'chat-2'), 'approval.approve').waitFor();
  await dropFile(page, 'chat-1', { name: 'faulty.csv', text: await sample('faulty.csv') });
  await button(await column(page, 'chat-1'), 'request.problems').waitFor();
  // Scrolls to the top of the latest card.
  await page.evaluate(
    `[...document.querySelectorAll('#chat-1 [data-verb="request.problems"]')].at(-1)
      .closest('.other').scrollIntoView({ block: 'start' })`,
  );
}

async function ask(page: Page, name: string, text: string): Promise<void> {
  await dropFile(page, 'chat-1', { name, text });
  await button(await column(page, 'chat-1'), 'request.confirm').click();
}

async function takePicture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: new URL(name, folder).pathname });
}

import { existsSync } from 'node:fs';
import { chromium, type Locator, type Page } from 'playwright-core';
import { patienceMs } from '../sandbox/patience.ts';

const browserPath = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** The reason when there is no browser. False when there is one. */
export const noBrowser = existsSync(browserPath)
  ? false
  : `no browser at ${browserPath}: install Chromium, or name one in CHROMIUM`;

const quiet = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-component-update'];

/** One person at the client. Every act waits until the page shows its result. */
export type Person = {
  /** Opens a chat or a channel from the list on the left. */
  open(conversation: string): Promise<void>;
  write(text: string): Promise<void>;
  /** Writes a new post in a channel, which mentions the bot. */
  post(bot: string, text: string): Promise<void>;
  /** Waits for the newest card with this text. */
  card(text: string): Promise<Locator>;
  press(card: Locator, button: string): Promise<void>;
  /** Picks an option of the first list of choices in a card. */
  choose(card: Locator, option: string): Promise<void>;
  /** Saves a picture for people. */
  picture(name: string): Promise<void>;
  leave(): Promise<void>;
};

export async function openPage(url: string, pictures: string): Promise<Person> {
  const browser = await chromium.launch({ executablePath: browserPath, args: quiet });
  const page = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
  page.setDefaultTimeout(patienceMs);
  // The client works without its fonts and icons from Microsoft's servers.
  await page.route(
    (asked) => asked.hostname !== 'localhost',
    (route) => route.abort(),
  );
  await page.goto(url);
  await page.getByText('Connected.').waitFor();
  return {
    open: (conversation) => page.getByRole('treeitem', { name: conversation, exact: true }).click(),
    async write(text) {
      await page.getByRole('textbox').first().click();
      await page.keyboard.type(text);
      await page.getByRole('button', { name: 'Send Message' }).first().click();
    },
    post: (bot, text) => post(page, bot, text),
    async card(text) {
      const card = page.locator('.ac-adaptiveCard').filter({ hasText: text }).last();
      await card.waitFor();
      return card;
    },
    press: (card, button) => card.getByRole('button', { name: button, exact: true }).click(),
    async choose(card, option) {
      await card.getByRole('combobox').first().click();
      await page.getByRole('option', { name: option, exact: true }).click();
    },
    async picture(name) {
      await page.screenshot({ path: `${pictures}/${name}.png` });
    },
    leave: () => browser.close(),
  };
}

async function post(page: Page, bot: string, text: string): Promise<void> {
  await page.getByRole('textbox').first().click();
  await page.keyboard.type('@');
  // Other elements have the same name, so this searches in the list of people to mention.
  const menu = page.getByRole('listbox', { name: 'Typeahead menu' });
  await menu.getByText(bot, { exact: true }).click();
  await page.keyboard.type(` ${text}`);
  await page.getByRole('button', { name: 'Post' }).first().click();
}

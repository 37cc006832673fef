import { existsSync } from 'node:fs';
import { chromium, type Locator, type Page } from 'playwright-core';

const browserPath = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** Why there is nothing to look with; false where there is a browser. */
export const noBrowser = existsSync(browserPath)
  ? false
  : `no browser at ${browserPath}: install Chromium, or name one in CHROMIUM`;

const quiet = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-component-update'];

/** Three times what Playwright waits by itself: a slow machine does nothing wrong. */
const patienceMs = 90_000;

/** One person before the client. Everything waits until the page shows it. */
export type Person = {
  /** Opens a chat or a channel of the list on the left. */
  open(conversation: string): Promise<void>;
  write(text: string): Promise<void>;
  /** In a channel: a new post that mentions the bot. */
  post(bot: string, text: string): Promise<void>;
  /** The newest card that shows this. */
  card(text: string): Promise<Locator>;
  press(card: Locator, button: string): Promise<void>;
  /** Picks an option of the first list of choices in a card. */
  choose(card: Locator, option: string): Promise<void>;
  /** Keeps a picture for people to look at. */
  picture(name: string): Promise<void>;
  leave(): Promise<void>;
};

export async function openPage(url: string, pictures: string): Promise<Person> {
  const browser = await chromium.launch({ executablePath: browserPath, args: quiet });
  const page = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
  page.setDefaultTimeout(patienceMs);
  // Fonts and icons of the client come from Microsoft's servers; it does without.
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
  // The list of people to mention is drawn last, over everything that bears the same name.
  const menu = page.getByRole('listbox', { name: 'Typeahead menu' });
  await menu.getByText(bot, { exact: true }).click();
  await page.keyboard.type(` ${text}`);
  await page.getByRole('button', { name: 'Post' }).first().click();
}

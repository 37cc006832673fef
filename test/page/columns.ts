import type { Locator, Page } from 'playwright-core';

const order = ['chat-1', 'chat-2', 'chat-3', 'mailbox'] as const;
export type ColumnId = (typeof order)[number];

/** A column of the page. On a narrow screen it first chooses the tab. */
export async function column(page: Page, id: ColumnId): Promise<Locator> {
  const tab = page.locator('#tabs button').nth(order.indexOf(id));
  if (await tab.isVisible()) await tab.click();
  return page.locator(`#${id}`);
}

/** The last card in a chat that has a button with this verb. */
export const button = (chat: Locator, verb: string): Locator =>
  chat.locator(`[data-verb="${verb}"]:visible`).last();

/** Drops a file on a column. The page gets the same events as from a hand. */
export async function dropFile(
  page: Page,
  id: ColumnId,
  file: { name: string; text: string },
): Promise<void> {
  const { name, text } = file;
  await page.evaluate(
    `(() => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([${JSON.stringify(text)}], ${JSON.stringify(name)}));
      const target = document.querySelector('#${id} .log');
      for (const type of ['dragover', 'drop'])
        target.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
    })()`,
  );
}

/** Clicks a link. Resolves with the downloaded text. */
export async function downloaded(page: Page, link: Locator): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}

/** Presses Tab (or Shift+Tab) until the element of the selector has the focus. */
export async function tabTo(
  page: Page,
  selector: string,
  key: 'Tab' | 'Shift+Tab' = 'Tab',
): Promise<void> {
  for (let pressed = 0; pressed < 80; pressed++) {
    const there = await page.evaluate(
      `document.activeElement?.matches(${JSON.stringify(selector)}) ?? false`,
    );
    if (there === true) return;
    await page.keyboard.press(key);
  }
  throw new Error(`The keyboard does not reach ${selector}`);
}

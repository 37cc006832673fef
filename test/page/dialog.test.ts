import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type FormFaults, inviteFormCard } from '../../bot/cards/invite-form-card.ts';
import { startWithEchoBot } from '../sandbox/teams/echo-bot.ts';
import { isObject, objectAt, textAt } from '../sandbox/teams/json.ts';
import { cardType } from '../sandbox/teams/post-message.ts';
import { assertAccessible } from './accessible.ts';
import { openBrowser, openPage, patient } from './browser.ts';
import { tabTo } from './columns.ts';

/** A bot that shows the form for one invitation, finds a fault in the first answer, and takes the second. */
function formBot() {
  const data: unknown[] = [];
  const card = (faults: FormFaults, address: string) => {
    const projects = [
      { key: 'atlas', name: 'Atlas' },
      { key: 'beacon', name: 'Beacon' },
    ];
    const { card: content } = inviteFormCard(
      { form: 'f:1', projects, said: { address, project: faults.length ? 'beacon' : '' }, faults },
      'en',
    );
    const text = JSON.stringify(content).replaceAll('Action.Execute', 'Action.Submit');
    const value = {
      title: 'Invite a partner',
      card: { contentType: cardType, content: JSON.parse(text) },
    };
    return { status: 200, body: { task: { type: 'continue', value } } };
  };
  const answer = (activity: object) => {
    if (textAt(activity, 'type') !== 'invoke') return { status: 200 };
    if (textAt(activity, 'name') === 'composeExtension/fetchTask') return card([], '');
    data.push(objectAt(activity, 'value')?.data);
    if (data.length === 1) return card([{ code: 'address malformed' }], 'jane');
    return {
      status: 200,
      body: { task: { type: 'message', value: 'The review comes in your chat.' } },
    };
  };
  return { data, answer };
}

for (const width of [390, 1280]) {
  test(`by keyboard, somebody fills in a dialog of ${width} pixels`, patient, async () => {
    await using started = await startWithEchoBot();
    const bot = formBot();
    started.bot.answer = bot.answer;
    const browser = await openBrowser();
    const look = { width, scheme: 'light', locale: 'en-US' } as const;
    const { page, faults } = await openPage(browser, started.teams.url, look);
    await tabTo(page, '#chat-1 .extension');
    await page.keyboard.press('Enter');
    const dialog = page.locator('dialog');
    await dialog.locator('input').first().waitFor();
    const overflow =
      'document.querySelector(".dialog-body").scrollWidth - document.querySelector(".dialog-body").clientWidth';
    assert.equal(await page.evaluate(overflow), 0);
    await assertAccessible(page, 'a dialog');
    if (process.env.PICTURES)
      await page.screenshot({ path: `${process.env.PICTURES}/dialog-${width}.png` });
    await page.keyboard.type('jane');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    // Type-ahead: the first letters find the project.
    await page.keyboard.type('Beacon');
    await tabTo(page, 'dialog .ac-pushButton');
    await page.keyboard.press('Enter');
    await dialog.getByText('This is not an email address.').waitFor();
    if (process.env.PICTURES)
      await page.screenshot({ path: `${process.env.PICTURES}/fault-${width}.png` });
    await page.keyboard.type('@fabrikam.example');
    await tabTo(page, 'dialog .ac-pushButton');
    await page.keyboard.press('Enter');
    await dialog.getByText('The review comes in your chat.').waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    assert.ok(bot.data.every(isObject));
    assert.deepEqual(
      bot.data.map((sent) => [textAt(sent, 'project'), textAt(sent, 'address')]),
      [
        ['beacon', 'jane'],
        ['beacon', 'jane@fabrikam.example'],
      ],
    );
    assert.deepEqual(started.teams.faults, []);
    assert.deepEqual(faults, []);
    await browser.close();
  });
}

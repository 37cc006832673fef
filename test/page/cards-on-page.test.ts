import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type EchoBot, startWithEchoBot, withCard } from '../sandbox/teams/echo-bot.ts';
import { chatIdOf } from '../sandbox/teams/ids.ts';
import type { Json } from '../sandbox/teams/json.ts';
import { assertAccessible } from './accessible.ts';
import { openBrowser, openPage, patient } from './browser.ts';

const look = { width: 1280, scheme: 'light', locale: 'en-US' } as const;

/** Starts Teams with an echo bot, Alex's chat with one card, and the page in a browser. */
async function withOneCard(card: Json) {
  const started = await startWithEchoBot();
  const browser = await openBrowser();
  await started.teams.installPersonal('alex');
  await started.bot.say(chatIdOf('alex'), withCard(card));
  const { page, faults } = await openPage(browser, started.teams.url, look);
  await page.locator('#chat-1 .with-card').waitFor();
  return {
    ...started,
    page,
    faults,
    async [Symbol.asyncDispose]() {
      await browser.close();
      await started[Symbol.asyncDispose]();
    },
  };
}

const answerWith = (bot: EchoBot, statusCode: number, type: string, value: unknown) => {
  bot.answer = ({ type: kind }) =>
    kind === 'invoke' ? { status: 200, body: { statusCode, type, value } } : { status: 200 };
};

const cell = (text: string) => ({ type: 'TableCell', items: [{ type: 'TextBlock', text }] });
const execute = { type: 'Action.Execute', title: 'Go', verb: 'go', data: {} };

test(
  'the page draws tables and fallbacks, omits unknown elements, and opens and closes parts',
  patient,
  async () => {
    await using all = await withOneCard({
      body: [
        {
          type: 'Table',
          columns: [{ width: 1 }],
          rows: [{ type: 'TableRow', cells: [cell('In a table')] }],
        },
        {
          type: 'Chart.Donut',
          data: [],
          fallback: { type: 'TextBlock', text: 'Instead of a chart' },
        },
        { type: 'Nothing.Known', text: 'Never shown' },
        { type: 'TextBlock', id: 'more', text: 'More of it', isVisible: false },
        { type: 'TextBlock', text: '<img src=x onerror=alert(1)>' },
      ],
      actions: [{ type: 'Action.ToggleVisibility', title: 'Show more', targetElements: ['more'] }],
    });
    const chat = all.page.locator('#chat-1');
    await chat.locator('[role="table"], table').getByText('In a table').waitFor();
    await chat.getByText('Instead of a chart').waitFor();
    assert.equal(await chat.getByText('Never shown').count(), 0);
    assert.equal(await chat.locator('.bubble img').count(), 0);
    assert.equal(await chat.getByText('More of it').isVisible(), false);
    const heard = all.teams.wire.length;
    await chat.getByText('Show more').click();
    await chat.getByText('More of it').waitFor();
    // The page draws an answer before it learns of the next message.
    await all.bot.say(chatIdOf('alex'), { type: 'message', text: 'Something later' });
    await chat.getByText('Something later').waitFor();
    const asked = all.teams.wire.slice(heard).filter(({ to }) => to === 'bot');
    assert.deepEqual(asked, [], 'a button that opens a part does not call the bot');
    assert.equal(await chat.locator('.notice:visible').count(), 0);
    await assertAccessible(all.page, 'with a card of all kinds');
    assert.deepEqual(all.faults, []);
  },
);

test(
  'the page shows the answer to a click like Teams: words, an error, or a card for that person',
  patient,
  async () => {
    await using all = await withOneCard({
      body: [
        {
          type: 'Input.Text',
          id: 'name',
          label: 'Name',
          isRequired: true,
          errorMessage: 'A name, please',
        },
      ],
      actions: [execute],
    });
    const { page, bot, teams } = all;
    const chat = page.locator('#chat-1');
    await chat.locator('[data-verb="go"]').click();
    await chat.getByText('A name, please').waitFor();
    assert.equal(bot.heard.filter(({ type }) => type === 'invoke').length, 0);

    answerWith(bot, 200, 'application/vnd.microsoft.activity.message', 'Noted.');
    await chat.getByLabel('Name').fill('Jane');
    await chat.locator('[data-verb="go"]').click();
    await chat.locator('.notice', { hasText: 'Noted.' }).waitFor();
    assert.match(JSON.stringify(bot.heard.at(-1)), /"name":"Jane"/);

    answerWith(bot, 400, 'application/vnd.microsoft.error', { code: 'Bad', message: 'Not that.' });
    await chat.locator('[data-verb="go"]').click();
    await chat.locator('.notice.error', { hasText: 'Not that.' }).waitFor();

    const mine = {
      type: 'AdaptiveCard',
      version: '1.5',
      body: [{ type: 'TextBlock', text: 'For Alex' }],
    };
    answerWith(bot, 200, 'application/vnd.microsoft.card.adaptive', mine);
    await chat.locator('[data-verb="go"]').click();
    await chat.getByText('For Alex').waitFor();
    assert.equal(await chat.locator('.notice').isVisible(), false);
    assert.deepEqual(teams.faults, []);
    assert.deepEqual(all.faults, []);
  },
);

test('typed words stay in the column when another person takes it', patient, async () => {
  await using all = await withOneCard({ body: [{ type: 'TextBlock', text: 'For Alex only' }] });
  const chat = all.page.locator('#chat-1');
  await chat.locator('[data-part="person"]').selectOption('isaiah');
  await chat.getByText('For Alex only').waitFor({ state: 'detached' });
  await chat.locator('textarea').fill('hello');
  await chat.locator('textarea').press('Enter');
  await chat.locator('.own', { hasText: 'hello' }).waitFor();
  assert.equal(all.teams.messages('isaiah').at(-1)?.text, 'hello');
  await all.page.reload();
  await all.page.locator('#chat-1 .own', { hasText: 'hello' }).waitFor();
});

test(
  'a person sends a file by picking, pasting or dragging a sample onto the chat',
  patient,
  async () => {
    await using all = await withOneCard({ body: [] });
    const { page, teams } = all;
    const sent = (name: string) => page.locator('#chat-1 .own a.file', { hasText: name }).waitFor();
    const buffer = Buffer.from('email\njane@fabrikam.example\n');
    await page
      .locator('#chat-1-file')
      .setInputFiles({ name: 'picked.csv', mimeType: 'text/csv', buffer });
    await sent('picked.csv');
    await page.locator('#chat-1 textarea').focus();
    await page.evaluate(`(() => {
    const clipboardData = new DataTransfer();
    clipboardData.items.add(new File(['email'], 'pasted.csv'));
    document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  })()`);
    await sent('pasted.csv');
    await page
      .locator('#chat-1 [data-sample="dutch-excel.csv"]')
      .dragTo(page.locator('#chat-1 .log'));
    await sent('dutch-excel.csv');
    assert.deepEqual(teams.files()[0]?.bytes, buffer);
    assert.deepEqual(all.faults, []);
  },
);

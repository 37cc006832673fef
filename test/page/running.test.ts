import assert from 'node:assert/strict';
import { test } from 'node:test';
import { say } from '../../bot/words/say.ts';
import { assertAccessible } from './accessible.ts';
import { openPage, patient } from './browser.ts';
import { button, column, dropFile } from './columns.ts';
import { companies } from './open-company.ts';

const started = await companies({ env: { REPLICATION_PATIENCE: 'PT20S' } });
const words = say('en');
const rows = Array.from({ length: 40 }, (_, n) => `running${n}@fabrikam.example`);
const list = ['email,project', ...rows.map((address) => `${address},beacon`), ''].join('\n');

test(
  'the card of a running request stays true while Graph has problems and the bot dies',
  patient,
  async () => {
    await using all = await started();
    const { tenant, bot } = all;
    const { page, faults } = await openPage(all.browser, all.teams.url, {
      width: 1280,
      scheme: 'light',
      locale: 'en-US',
    });
    const turn = async (knob: string, on: boolean) => {
      await page.locator('#knobs-button').click();
      await page.locator(`#knob-${knob}`).setChecked(on);
      await page.keyboard.press('Escape');
    };
    const chat = await column(page, 'chat-1');
    const card = chat.locator('.other').filter({ hasText: /Request #\d+: / });
    const says = (text: string | RegExp) => card.getByText(text).last().waitFor();

    await dropFile(page, 'chat-1', { name: 'running.csv', text: list });
    await button(chat, 'request.confirm').waitFor();
    await turn('blocked', true);
    await button(chat, 'request.confirm').click();
    await says(/: on hold/);
    await says(/Open a case with Microsoft's support and say/);
    assert.equal(tenant.mails().length, 0);
    await assertAccessible(page, 'with a request on hold');

    await turn('blocked', false);
    await turn('throttling', true);
    await button(chat, 'request.resume').click();
    await says(/Microsoft asks us to wait until/);
    const sent = tenant.mails().length;
    assert.ok(sent < rows.length, `${sent} mails`);

    // The order matters: without throttling the bot sends all invitations within a moment.
    await turn('lost', true);
    await turn('throttling', false);
    await says(/does not know yet whether/);
    await bot.kill();
    await turn('lost', false);
    await bot.restart();

    await says(/: done/);
    await says(words('status.invited', { count: rows.length, kind: 'invite' }));
    for (const address of rows) assert.equal(tenant.mails(address).length, 1, address);
    assert.deepEqual(faults, []);
    assert.deepEqual(all.teams.faults, []);
  },
);

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { languageOf, say } from '../../bot/words/say.ts';
import type { Sandbox } from '../sandbox/start-sandbox.ts';
import { assertAccessible } from './accessible.ts';
import { type Look, openPage, patient } from './browser.ts';
import { button, column, downloaded, dropFile } from './columns.ts';
import { companies } from './open-company.ts';

const started = await companies();

const sampleText = async ({ teams }: Pick<Sandbox, 'teams'>, name: string) =>
  (await fetch(`${teams.url}/sandbox/samples/${name}`)).text();

/** Corrects the faulty rows, as a person would in a spreadsheet. */
const mended = (rows: string) =>
  rows
    .replace('sofia.rossi(at)litware', 'sofia.rossi@litware')
    .replace('\n,Omar Haddad', '\nomar.haddad@litware.example,Omar Haddad')
    .replace('megan@contoso.example', 'megan@litware.example')
    .replace('nadia+test@', 'nadia@')
    .replace(',atlass,', ',atlas,');

async function speakAs(page: Page, locale: Look['locale']) {
  for (const id of ['chat-1', 'chat-2', 'chat-3'] as const) {
    const chat = await column(page, id);
    await chat.locator('[data-part="language"]').selectOption(locale);
    await chat.locator(`xpath=self::*[@lang="${locale}"]`).waitFor();
  }
  // As in Teams, the bot learns a language only from a message.
  const owner = await column(page, 'chat-2');
  await owner.locator('textarea').fill('help');
  await owner.locator('textarea').press('Enter');
  await owner.locator('.other').last().waitFor();
}

async function dropAndMend(page: Page, faulty: string) {
  await dropFile(page, 'chat-1', { name: 'partners.csv', text: faulty });
  const admin = await column(page, 'chat-1');
  await button(admin, 'request.problems').click();
  await admin.locator('[data-choice="accept"]').waitFor();
  await assertAccessible(page, 'with a file offered');
  await admin.locator('[data-choice="accept"]').click();
  const rows = await downloaded(page, admin.locator('.other a.file').last());
  assert.match(rows, /^\uFEFFemail,name,project,Status,Reason/);
  assert.equal(rows.match(/,problem,/g)?.length, 5);
  const asked = admin.locator('[data-verb="request.confirm"]');
  const before = await asked.count();
  await dropFile(page, 'chat-1', { name: 'mended.csv', text: mended(rows) });
  await asked.nth(before).waitFor();
  return asked.nth(before);
}

async function redeem(page: Page, address: string) {
  const mails = await column(page, 'mailbox');
  await mails.locator(`[data-to="${address}"]`).waitFor();
  await assertAccessible(page, 'with mails');
  await mails.locator(`[data-to="${address}"]`).click();
  const frame = page.frameLocator('#mailbox iframe');
  await frame.locator('article a.button').waitFor();
  await assertAccessible(page, 'with a mail open');
  await frame.locator('article a.button').click();
  await frame.locator('input[value="google"]').check();
  await assertAccessible(page, 'at the sign-in');
  await frame.locator('form button').click();
  await frame.locator('form[method="post"] button').waitFor();
  await assertAccessible(page, 'at the consent');
  await frame.locator('form[method="post"] button').click();
  await frame.getByText('https://atlas.contoso.example/welcome').waitFor();
  await assertAccessible(page, 'where the partner lands');
}

const looks: readonly Look[] = [
  { width: 1280, scheme: 'light', locale: 'en-US' },
  { width: 1280, scheme: 'dark', locale: 'nl-NL' },
  { width: 390, scheme: 'dark', locale: 'en-US' },
  { width: 390, scheme: 'light', locale: 'nl-NL' },
];

for (const look of looks) {
  test(
    `from a faulty file to the alert, at ${look.width} pixels, ${look.scheme}, in ${look.locale}`,
    patient,
    async () => {
      await using all = await started();
      const { page, faults } = await openPage(all.browser, all.teams.url, look);
      const words = say(languageOf(look.locale));
      await assertAccessible(page, 'at the beginning');
      if (look.locale === 'nl-NL') await speakAs(page, look.locale);
      const confirm = await dropAndMend(page, await sampleText(all, 'faulty.csv'));
      const admin = await column(page, 'chat-1');
      assert.equal(await button(admin, 'request.cancel').textContent(), words('review.cancel'));
      await assertAccessible(page, 'with a review card');
      await confirm.click();
      await admin.getByText(words('running.count.approval')).last().waitFor();
      await assertAccessible(page, 'with a running card');

      const owner = await column(page, 'chat-2');
      await button(owner, 'approval.approve').waitFor();
      assert.match((await owner.textContent()) ?? '', new RegExp(words('approval.reject')));
      await owner
        .getByRole('button', { name: words('approval.some') })
        .last()
        .click();
      await button(owner, 'approval.approveRows').waitFor();
      await assertAccessible(page, 'with an approval card, opened');
      await button(owner, 'approval.approve').click();

      await redeem(page, 'sofia.rossi@litware.example');
      const channel = await column(page, 'chat-3');
      await channel.getByText('Sofia Rossi').waitFor();
      await assertAccessible(page, 'with an alert');
      await button(await column(page, 'chat-1'), 'request.results').waitFor();
      await assertAccessible(page, 'with a result card');
      assert.equal(await page.evaluate('document.documentElement.scrollWidth'), look.width);
      assert.deepEqual(faults, []);
      assert.deepEqual(all.teams.faults, []);
    },
  );
}

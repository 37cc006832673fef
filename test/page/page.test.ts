import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { languageOf, say } from '../../bot/cards/say.ts';
import { type Sandbox, startSandbox } from '../sandbox/start-sandbox.ts';
import { kindKnobs } from '../sandbox/tenant/knobs.ts';
import { assertAccessible } from './accessible.ts';
import { type Look, openBrowser, openPage, skip } from './browser.ts';
import { button, column, downloaded, dropFile, tabTo } from './columns.ts';

const patient = { skip, timeout: 180_000 };

/** Everything new for one test: the practice company and a browser; both end with it. */
async function started() {
  const sandbox = await startSandbox({ ports: 'any', knobs: kindKnobs });
  const browser = await openBrowser().catch(async (error: unknown) => {
    await sandbox.stop();
    throw error;
  });
  return {
    ...sandbox,
    browser,
    async [Symbol.asyncDispose]() {
      await browser.close();
      await sandbox.stop();
    },
  };
}

const sampleText = async ({ teams }: Pick<Sandbox, 'teams'>, name: string) =>
  (await fetch(`${teams.url}/sandbox/samples/${name}`)).text();

/** What a person would do in a spreadsheet with the rows that were wrong. */
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
  // The bot hears of a language with a message only, as in Teams.
  const owner = await column(page, 'chat-2');
  await owner.locator('textarea').fill('help');
  await owner.locator('textarea').press('Enter');
  await owner.locator('.other').last().waitFor();
}

async function dropAndMend(page: Page, faulty: string) {
  await dropFile(page, 'chat-1', { name: 'partners.csv', text: faulty });
  const admin = await column(page, 'chat-1');
  await button(admin, 'request.problems').click();
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

      const owner = await column(page, 'chat-2');
      await button(owner, 'approval.approve').waitFor();
      assert.match((await owner.textContent()) ?? '', new RegExp(words('approval.reject')));
      await assertAccessible(page, 'with an approval card');
      await button(owner, 'approval.approve').click();

      await redeem(page, 'sofia.rossi@litware.example');
      const channel = await column(page, 'chat-3');
      await channel.getByText('Sofia Rossi').waitFor();
      await assertAccessible(page, 'with an alert');
      assert.equal(await page.evaluate('document.documentElement.scrollWidth'), look.width);
      assert.deepEqual(faults, []);
      assert.deepEqual(all.teams.faults, []);
    },
  );
}

test('a second window shows what happens in the first, without reloading', patient, async () => {
  await using all = await started();
  const look: Look = { width: 1280, scheme: 'light', locale: 'en-US' };
  const first = await openPage(all.browser, all.teams.url, look);
  const second = await openPage(all.browser, all.teams.url, look);
  await (await column(first.page, 'chat-1')).locator('[data-sample="clean.csv"]').click();
  const chat = await column(second.page, 'chat-1');
  await chat.getByText('clean.csv').first().waitFor();
  await button(chat, 'request.review').waitFor();
  await first.page.locator('#knobs-button').click();
  await first.page.locator('#knob-slow').check();
  await second.page.getByRole('button', { name: 'Bad days (1)' }).waitFor();
  assert.equal(all.tenant.knobs.latencyMs, 3000);
  await assertAccessible(first.page, 'with the knobs open');
  await first.page.getByRole('button', { name: 'A good day again' }).click();
  await second.page.getByRole('button', { name: 'Bad days', exact: true }).waitFor();
  assert.equal(all.tenant.knobs.latencyMs, 0);
  await first.page.locator('#day-later').click();
  await second.page.getByRole('button', { name: 'Bad days, +1 day' }).waitFor();
  assert.deepEqual(
    [all.tenant.knobs.clockOffsetMs, all.teams.knobs.clockOffsetMs],
    [86_400_000, 86_400_000],
  );
  await assertAccessible(first.page, 'with the clock a day on');
  assert.deepEqual([...first.faults, ...second.faults], []);
});

test('the keyboard alone leads from a line to the alert', patient, async () => {
  await using all = await started();
  const look: Look = { width: 1280, scheme: 'light', locale: 'en-US' };
  const { page, faults } = await openPage(all.browser, all.teams.url, look);
  const press = async (selector: string, key?: 'Shift+Tab') => {
    await page.locator(selector).waitFor();
    await tabTo(page, selector, key);
    await page.keyboard.press('Enter');
  };
  await tabTo(page, '#chat-1-text');
  await page.keyboard.type('invite Jane Doe <jane@fabrikam.example> to atlas');
  await page.keyboard.press('Enter');
  await press('#chat-1 [data-verb="request.confirm"]', 'Shift+Tab');
  await page.locator('#chat-2 [data-verb="approval.approve"]').waitFor();
  const left = await page.evaluate(`document.activeElement.closest('section')?.id`);
  assert.equal(left, 'chat-1', 'the card that was redrawn keeps the keyboard');
  await press('#chat-2 [data-verb="approval.approve"]');
  await press('#mailbox [data-to="jane@fabrikam.example"]');
  // Into the frame: the mail's link, the way to sign in, the consent.
  const frame = page.frameLocator('#mailbox iframe');
  for (const step of [
    'article a.button',
    'form[action="/redeem/consent"] button',
    'form[method="post"] button',
  ]) {
    await frame.locator(step).waitFor();
    for (let pressed = 0; pressed < 10; pressed++) {
      if (await frame.locator(`${step}:focus`).count()) break;
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Enter');
  }
  await page.locator('#chat-3').getByText('Jane Doe').waitFor();
  assert.deepEqual(faults, []);
});

test('the drawer shows what went over the wire, newest first', patient, async () => {
  await using all = await started();
  const look: Look = { width: 390, scheme: 'light', locale: 'en-US' };
  const { page, faults } = await openPage(all.browser, all.teams.url, look);
  await page.locator('#wire-button').click();
  await page.locator('.calls li').first().waitFor();
  const times = await page
    .locator('.calls time')
    .evaluateAll((found) => found.map((t) => t.getAttribute('datetime') ?? ''));
  assert.deepEqual(times, times.toSorted().toReversed());
  await page.locator('.calls summary').first().click();
  await page.locator('.calls pre').first().waitFor();
  await assertAccessible(page, 'with the drawer open');
  await page.keyboard.press('Escape');
  await page.locator('#wire').waitFor({ state: 'hidden' });
  assert.deepEqual(faults, []);
});

test('an old client shows the fallback and sends what it can', patient, async () => {
  await using all = await started();
  const look: Look = { width: 1280, scheme: 'light', locale: 'en-US' };
  const { page, faults } = await openPage(all.browser, all.teams.url, look);
  await page.locator('#knobs-button').click();
  await page.locator('#knob-old-client').check();
  await page.getByRole('button', { name: 'Bad days (1)' }).waitFor();
  await page.keyboard.press('Escape');
  const chat = await column(page, 'chat-1');
  await chat.locator('textarea').fill('invite jane@fabrikam.example to beacon');
  await chat.locator('textarea').press('Enter');
  await button(chat, 'request.confirm').click();
  await all.tenant.until(() => all.tenant.mails('jane@fabrikam.example').length === 1);
  assert.ok(
    all.teams.wire.every(({ body }) => !JSON.stringify(body).includes('adaptiveCard/action')),
  );
  assert.deepEqual(faults, []);
});

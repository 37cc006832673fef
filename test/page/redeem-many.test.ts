import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { countTold, readTold, tellings } from '../journeys/told-partners.ts';
import type { Sandbox } from '../sandbox/start-sandbox.ts';
import { assertAccessible } from './accessible.ts';
import { type Look, openPage, patient } from './browser.ts';
import { button, column } from './columns.ts';
import { companies } from './open-company.ts';

const started = await companies({ env: { ALERT_DIGEST_WINDOW: 'PT3S' } });
const english: Look = { width: 1280, scheme: 'light', locale: 'en-US' };

/** Alex invites sixty partners and Megan approves. Waits for their mails. */
async function inviteSixty(page: Page, { tenant }: Pick<Sandbox, 'tenant'>): Promise<void> {
  const admin = await column(page, 'chat-1');
  await admin.locator('textarea').fill('to atlas');
  await admin.locator('[data-sample="partners-60.csv"]').click();
  await button(admin, 'request.confirm').click();
  const owner = await column(page, 'chat-2');
  // The card asks once before it approves so many.
  await owner.getByRole('button', { name: 'Approve all 60', exact: true }).last().click();
  await button(owner, 'approval.approve').click();
  await tenant.until(() => tenant.mails().length === 60);
}

async function turnOn(page: Page, ...knobs: string[]): Promise<void> {
  await page.locator('#knobs-button').click();
  for (const knob of knobs) await page.locator(`#knob-${knob}`).check();
  await assertAccessible(page, 'with the knobs open');
  await page.keyboard.press('Escape');
}

/** The messages after the first are digests of the acceptances so far. */
const digest = /\d+ partners have accepted/;

const told = ({ teams }: Pick<Sandbox, 'teams'>, count: number) =>
  teams.until(() => countTold(teams) >= count, {
    what: `${count} partners told`,
  });

test(
  'one click lets fifty guests redeem, and despite late triple notifications the bot alerts once about each, in a few messages',
  patient,
  async () => {
    await using all = await started();
    const first = await openPage(all.browser, all.teams.url, english);
    const second = await openPage(all.browser, all.teams.url, english);
    const { page } = first;
    const many = page.locator('#redeem-many');
    assert.equal(await many.textContent(), 'No invitation is waiting');
    assert.equal(await many.getAttribute('aria-disabled'), 'true');
    await inviteSixty(page, all);
    await turnOn(page, 'notifications-thrice', 'notifications-late');
    await page.getByRole('button', { name: 'Redeem 50 of 60 waiting invitations' }).click();
    await second.page.getByRole('button', { name: 'Redeem 10 waiting invitations' }).waitFor();
    await page.getByText('50 partners have accepted.').waitFor();
    await assertAccessible(page, 'after fifty have accepted');
    await told(all, 50);
    const channel = await column(page, 'chat-3');
    await channel.getByText(digest).first().waitFor();
    await (await column(second.page, 'chat-3')).getByText(digest).first().waitFor();
    await second.page.getByRole('button', { name: 'Redeem 10 waiting invitations' }).click();
    await told(all, 60);
    // Two to four messages without disturbance. On a slow machine the partners need longer to accept.
    assert.ok(tellings(all.teams).length <= 8, `${tellings(all.teams).length} messages`);
    await channel.locator('[data-verb="alert.view"]:visible').first().click();
    await channel
      .getByText(/Partner \d{4}/)
      .nth(10)
      .waitFor();
    await assertAccessible(page, 'with the whole list');
    const { names, twice } = await readTold(all.teams, /Partner \d{4}/g);
    assert.deepEqual([names.size, twice], [60, []]);
    assert.deepEqual([...first.faults, ...second.faults, ...all.teams.faults], []);
  },
);

test(
  "on a Dutch phone, without notifications and subscription, the bot's polls find all fifty",
  patient,
  async () => {
    await using all = await started();
    const look: Look = { width: 390, scheme: 'dark', locale: 'nl-NL' };
    const { page, faults } = await openPage(all.browser, all.teams.url, look);
    await inviteSixty(page, all);
    await turnOn(page, 'notifications-lost');
    await page.locator('#knobs-button').click();
    const drop = page.getByRole('button', { name: 'Abonnement laten vervallen' });
    await drop.click();
    await page.locator('#knobs').getByText('Het is weg.').waitFor();
    assert.deepEqual(all.tenant.subscriptionIds(), []);
    await page.keyboard.press('Escape');
    const mails = await column(page, 'mailbox');
    const name = '50 van 60 openstaande uitnodigingen accepteren';
    await mails.getByRole('button', { name }).click();
    await mails.getByText('50 partners hebben geaccepteerd.').waitFor();
    await assertAccessible(page, 'after fifty have accepted');
    await told(all, 50);
    await (await column(page, 'chat-3')).getByText(digest).first().waitFor();
    await assertAccessible(page, 'with a digest');
    assert.equal(await page.evaluate('document.documentElement.scrollWidth'), look.width);
    assert.deepEqual([...faults, ...all.teams.faults], []);
  },
);

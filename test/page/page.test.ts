import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertAccessible } from './accessible.ts';
import { type Look, openPage, patient } from './browser.ts';
import { button, column, tabTo } from './columns.ts';
import { companies } from './open-company.ts';

const started = await companies();

test('a second window shows the changes of the first without a reload', patient, async () => {
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
  await second.page.getByRole('button', { name: 'Simulate problems (1)' }).waitFor();
  assert.equal(all.tenant.knobs.latencyMs, 3000);
  await assertAccessible(first.page, 'with the knobs open');
  await first.page.getByRole('button', { name: 'End all problems' }).click();
  await second.page.getByRole('button', { name: 'Simulate problems', exact: true }).waitFor();
  assert.equal(all.tenant.knobs.latencyMs, 0);
  await first.page.locator('#day-later').click();
  await second.page.getByRole('button', { name: 'Simulate problems, +1 day' }).waitFor();
  assert.deepEqual(
    [all.tenant.knobs.clockOffsetMs, all.teams.knobs.clockOffsetMs],
    [86_400_000, 86_400_000],
  );
  await first.page.locator('#weeks-later').click();
  await second.page.getByRole('button', { name: 'Simulate problems, +15 days' }).waitFor();
  await first.page.locator('#month-later').click();
  await second.page.getByRole('button', { name: 'Simulate problems, +45 days' }).waitFor();
  await assertAccessible(first.page, 'with the clock turned on');
  assert.deepEqual([...first.faults, ...second.faults], []);
});

test(
  'help links to the page about lists, also on a phone and without any mail',
  patient,
  async () => {
    await using all = await started();
    const look: Look = { width: 390, scheme: 'light', locale: 'en-US' };
    const { page, faults } = await openPage(all.browser, all.teams.url, look);
    const chat = await column(page, 'chat-1');
    await chat.locator('textarea').fill('help');
    await chat.locator('textarea').press('Enter');
    const link = chat.getByRole('link', { name: 'What lists may look like' });
    await link.or(chat.getByRole('button', { name: 'What lists may look like' })).waitFor();
    assert.doesNotMatch(await chat.innerText(), /\]\(http/);
    // A failed update of the page would show no news.
    await chat.locator('[data-sample="clean.csv"]').click();
    await button(chat, 'request.review').waitFor();
    await column(page, 'mailbox');
    await all.teams.say('alex', 'status');
    await page.locator('#tabs button.new').first().waitFor();
    assert.deepEqual(faults, []);
  },
);

test('the page can simulate every problem, and one button ends them all', patient, async () => {
  await using all = await started();
  const look: Look = { width: 390, scheme: 'light', locale: 'en-US' };
  const { page, faults } = await openPage(all.browser, all.teams.url, look);
  const kept = () => {
    const { latencyMs, limits, lost, tenantBlocked } = structuredClone(all.tenant.knobs);
    return { latencyMs, limits, lost, tenantBlocked, oldClient: all.teams.knobs.oldClient };
  };
  const before = kept();
  await page.locator('#knobs-button').click();
  const switches = page.locator('#knobs [role="switch"]');
  const count = await switches.count();
  for (let n = 0; n < count; n++) await switches.nth(n).check();
  await page.getByRole('button', { name: `Simulate problems (${count})` }).waitFor();
  assert.equal(count, 9);
  assert.notDeepEqual(kept(), before);
  await page.getByRole('button', { name: 'End all problems' }).click();
  await page.getByRole('button', { name: 'Simulate problems', exact: true }).waitFor();
  assert.deepEqual(kept(), before);
  assert.deepEqual(faults, []);
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
  // In the frame: the mail's link, the way to sign in, the consent.
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

test('the network log shows the calls, newest first', patient, async () => {
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

test('an old client shows fallbacks and sends Action.Submit', patient, async () => {
  await using all = await started();
  const look: Look = { width: 1280, scheme: 'light', locale: 'en-US' };
  const { page, faults } = await openPage(all.browser, all.teams.url, look);
  await page.locator('#knobs-button').click();
  await page.locator('#knob-old-client').check();
  await page.getByRole('button', { name: 'Simulate problems (1)' }).waitFor();
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

test('a person who has scrolled away and then writes sees the answer', patient, async () => {
  await using all = await started();
  const look: Look = { width: 1280, scheme: 'light', locale: 'en-US' };
  const { page, faults } = await openPage(all.browser, all.teams.url, look);
  const chat = await column(page, 'chat-1');
  const say = async (text: string) => {
    await chat.locator('textarea').fill(text);
    await chat.locator('textarea').press('Enter');
  };
  const until = (what: string) => page.waitForFunction(what);
  const room = "document.querySelector('#chat-1 .log')";
  for (let n = 1; n <= 3; n++) {
    await say('help');
    // The answer, not only the question: a later one would scroll the page by itself.
    await chat
      .getByText('What Guestlist does', { exact: true })
      .nth(n - 1)
      .waitFor();
  }
  await until(`${room}.scrollHeight > 2 * ${room}.clientHeight`);
  await page.evaluate(`${room}.scrollTop = 100`);
  await until(`${room}.scrollTop === 100`);
  await say('settings');
  await chat.getByText('How often?').waitFor();
  const left = `${room}.scrollHeight - ${room}.scrollTop - ${room}.clientHeight`;
  await until(`${left} < 30`);
  assert.deepEqual(faults, []);
});

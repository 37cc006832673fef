import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mailed, tenantFor } from './ask-tenant.ts';
import { kindKnobs } from './knobs.ts';
import { signIns } from './redemption.ts';

const jane = 'jane@fabrikam.example';

test('a redemption changes state, time and identity, by each way to sign in', async (t) => {
  const { tenant, ask } = await tenantFor(t, { knobs: kindKnobs });
  const issuers: unknown[] = [];
  for (const [n, how] of signIns.entries()) {
    const address = `p${n}@fabrikam.example`;
    await ask('POST', '/invitations', mailed(address));
    const redeemed = await tenant.redeem(address, how);
    assert.equal(redeemed.redirectUrl, 'https://atlas.contoso.example/welcome');
    const user = tenant.user(address);
    assert.equal(user?.externalUserState, 'Accepted');
    assert.equal(user?.externalUserStateChangeDateTime, redeemed.stateChangedAt);
    assert.equal(user?.identities[0]?.issuer, 'contoso.onmicrosoft.com');
    issuers.push(user?.identities[1]?.issuer);
  }
  assert.deepEqual(issuers, ['ExternalAzureAD', 'MicrosoftAccount', 'google.com', 'mail']);
});

test('a second visit by the same link changes nothing', async (t) => {
  const { tenant, ask } = await tenantFor(t, { knobs: kindKnobs });
  await ask('POST', '/invitations', mailed(jane));
  const first = await tenant.redeem(jane);
  const second = await tenant.redeem(jane, 'google');
  assert.deepEqual([first.first, second.first], [true, false]);
  assert.equal(tenant.user(jane)?.identities.length, 2);
});

test('a redemption may change the display name to the sign-in name', async (t) => {
  const { tenant, ask } = await tenantFor(t, { knobs: { ...kindKnobs, displayNameFlips: true } });
  await ask('POST', '/invitations', { ...mailed(jane), invitedUserDisplayName: 'Jane Doe' });
  await tenant.redeem(jane);
  assert.equal(tenant.user(jane)?.displayName, jane);
});

test('strangers, blocked and deleted guests cannot redeem', async (t) => {
  const { tenant } = await tenantFor(t, { knobs: kindKnobs });
  tenant.addGuest('blocked@fabrikam.example', { accountEnabled: false });
  const gone = tenant.addGuest('gone@fabrikam.example');
  tenant.change(gone.id, { deletedAt: 1 });
  await assert.rejects(tenant.redeem('stranger@fabrikam.example'), /No guest has the address/);
  await assert.rejects(tenant.redeem('blocked@fabrikam.example'), /blocked from signing in/);
  await assert.rejects(tenant.redeem('gone@fabrikam.example'), /No guest has the address/);
});

test('a partner goes from the mail through sign-in and consent to the landing page', async (t) => {
  const { tenant, ask } = await tenantFor(t, { knobs: kindKnobs });
  const hostile = { messageLanguage: 'nl-NL"><script>alert(1)</script>' };
  await ask('POST', '/invitations', mailed(jane, { invitedUserMessageInfo: hostile }));
  const overview = await ask('GET', `${tenant.url}/mailbox`);
  assert.match(overview.body, /jane%40fabrikam\.example/);
  const mail = await ask('GET', `${tenant.url}/mailbox/${jane}`);
  assert.match(mail.body, /Uitnodiging accepteren/);
  assert.equal(mail.body.includes('<script'), false);
  const link = tenant.mails(jane)[0]?.redeemUrl ?? '';
  const signIn = await ask('GET', link);
  assert.match(signIn.body, /One-time passcode by mail/);
  const ticket = new URL(link).searchParams.get('ticket') ?? '';
  const form = new URLSearchParams({ ticket, how: 'one-time passcode' });
  const consent = await ask('GET', `${tenant.url}/redeem/consent?${form}`);
  assert.match(consent.body, /Review permissions/);
  assert.equal(tenant.user(jane)?.externalUserState, 'PendingAcceptance');
  const landed = await fetch(`${tenant.url}/redeem/accept`, {
    method: 'POST',
    body: form,
    redirect: 'manual',
  });
  assert.equal(landed.status, 302);
  assert.equal(landed.headers.get('location'), 'https://atlas.contoso.example/welcome');
  assert.equal(tenant.user(jane)?.externalUserState, 'Accepted');
});

test("from the page of the sandbox the partner lands on this machine, in the browser's language", async (t) => {
  const { tenant, ask } = await tenantFor(t, { knobs: kindKnobs });
  await ask('POST', '/invitations', mailed(jane));
  const ticket = tenant.mails(jane)[0]?.ticket ?? '';
  const landing = `${tenant.url}/redeem/landing?ticket=${ticket}`;
  assert.equal((await fetch(landing)).status, 404, 'not before the partner has accepted');
  assert.match(
    await (await fetch(`${tenant.url}/mail?ticket=${ticket}`)).text(),
    /Accept invitation/,
  );
  const consent = await fetch(`${tenant.url}/redeem/consent?ticket=${ticket}&how=google`, {
    headers: { 'accept-language': 'nl-NL,nl;q=0.9' },
  });
  assert.match(await consent.text(), /Machtigingen controleren/);
  const landed = await fetch(`${tenant.url}/redeem/accept`, {
    method: 'POST',
    body: new URLSearchParams({ ticket, how: 'google', stay: 'here' }),
  });
  assert.equal(landed.url, landing);
  assert.match(await landed.text(), /https:\/\/atlas\.contoso\.example\/welcome/);
});

test('mail and consent page tell of the privacy statement that Graph tells of', async (t) => {
  const { tenant, ask } = await tenantFor(t, { knobs: kindKnobs });
  await ask('POST', '/invitations', mailed(jane));
  const ticket = tenant.mails(jane)[0]?.ticket ?? '';
  const pages = [`mail?ticket=${ticket}`, `redeem/consent?ticket=${ticket}&how=google`];
  for (const privacyStatement of [true, false]) {
    tenant.turn({ setup: { privacyStatement } });
    const { body } = await ask('GET', '/organization?$select=privacyProfile');
    const url: string | undefined = body.value[0].privacyProfile?.statementUrl;
    assert.equal(url !== undefined, privacyStatement);
    for (const page of pages) {
      const text = await (await fetch(`${tenant.url}/${page}`)).text();
      assert.equal(text.includes('has not given a link'), !privacyStatement, page);
      if (url !== undefined) assert.ok(text.includes(url), page);
    }
  }
});

test('an unknown ticket gets an error page', async (t) => {
  const { tenant, ask } = await tenantFor(t, { knobs: kindKnobs });
  assert.equal((await ask('GET', `${tenant.url}/redeem?ticket=x`)).status, 404);
  const form = new URLSearchParams({ ticket: 'x', how: 'google' });
  const answer = await fetch(`${tenant.url}/redeem/accept`, { method: 'POST', body: form });
  assert.equal(answer.status, 409);
});

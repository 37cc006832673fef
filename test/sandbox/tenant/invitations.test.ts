import assert from 'node:assert/strict';
import { test } from 'node:test';
import { groups, people } from '../seed.ts';
import { invitation, mailed, tenantFor } from './ask-tenant.ts';
import { kindKnobs } from './knobs.ts';

test('an invitation makes a pending guest on the initial domain and sends one mail', async (t) => {
  const { tenant, ask } = await tenantFor(t);
  const made = await ask('POST', '/invitations', {
    ...mailed('jane@fabrikam.example'),
    invitedUserDisplayName: 'Jane Doe',
    invitedUserMessageInfo: { messageLanguage: 'nl-NL' },
    invitedUserSponsors: [{ '@odata.type': '#microsoft.graph.user', id: people.alex.objectId }],
  });
  assert.equal(made.status, 201);
  assert.equal(made.body.status, 'PendingAcceptance');
  assert.match(made.headers.get('request-id') ?? '', /^[0-9a-f-]{36}$/);
  const guest = tenant.user('jane@fabrikam.example');
  assert.equal(made.body.invitedUser.id, guest?.id);
  assert.equal(guest?.userPrincipalName, 'jane_fabrikam.example#EXT#@contoso.onmicrosoft.com');
  assert.equal(guest?.externalUserState, 'PendingAcceptance');
  assert.equal(guest?.displayName, 'Jane Doe');
  const [mail] = tenant.mails('jane@fabrikam.example');
  assert.deepEqual(mail?.sponsors, ['Alex Wilber']);
  assert.equal(mail?.language, 'nl-NL');
  assert.equal(mail?.redeemUrl, made.body.inviteRedeemUrl);
});

test('an invitation may name a sponsor by reference', async (t) => {
  const { tenant, ask } = await tenantFor(t);
  const reference = `https://graph.microsoft.com/v1.0/groups/${groups.atlasOwners.id}`;
  const more = { invitedUserSponsors: [{ '@odata.id': reference }] };
  await ask('POST', '/invitations', invitation('jane@fabrikam.example', more));
  assert.deepEqual(tenant.user('jane@fabrikam.example')?.sponsors, [groups.atlasOwners.id]);
});

test('a second invitation gives the same guest, another ticket and another mail', async (t) => {
  const { tenant, ask } = await tenantFor(t);
  const first = await ask('POST', '/invitations', mailed('jane@fabrikam.example'));
  const second = await ask('POST', '/invitations', mailed('JANE@fabrikam.example'));
  assert.equal(second.body.invitedUser.id, first.body.invitedUser.id);
  assert.notEqual(second.body.inviteRedeemUrl, first.body.inviteRedeemUrl);
  assert.equal(tenant.mails('jane@fabrikam.example').length, 2);
});

test('without sendInvitationMessage nobody gets mail', async (t) => {
  const { tenant, ask } = await tenantFor(t);
  await ask('POST', '/invitations', invitation('jane@fabrikam.example'));
  assert.deepEqual(tenant.mails(), []);
});

test('Graph drops a personal message from the mail, and then ignores the language', async (t) => {
  const { tenant, ask } = await tenantFor(t);
  const info = { customizedMessageBody: 'Welkom!', messageLanguage: 'nl-NL' };
  const more = { invitedUserMessageInfo: info };
  await ask('POST', '/invitations', mailed('jane@fabrikam.example', more));
  const [mail] = tenant.mails();
  assert.equal(mail?.language, 'en-US');
  assert.equal(JSON.stringify(mail).includes('Welkom'), false);
});

test('only the first cc recipient gets a copy', async (t) => {
  const { tenant, ask } = await tenantFor(t);
  const ccRecipients = ['bob@fabrikam.example', 'eve@fabrikam.example'].map((address) => ({
    emailAddress: { address },
  }));
  const more = { invitedUserMessageInfo: { ccRecipients } };
  await ask('POST', '/invitations', mailed('jane@fabrikam.example', more));
  assert.equal(tenant.mails('bob@fabrikam.example').length, 1);
  assert.equal(tenant.mails('eve@fabrikam.example').length, 0);
});

test("the tenant refuses the addresses that Graph refuses, in Graph's words, and makes nothing", async (t) => {
  const { tenant, ask } = await tenantFor(t);
  const blocked = tenant.addGuest('blocked@fabrikam.example', { accountEnabled: false });
  tenant.knobs.deniedDomains = ['denied.example'];
  tenant.knobs.crossTenantBlockedDomains = ['walled.example'];
  const smtp = 'The Primary SMTP Address is an invalid value';
  const cases: [string, number, string][] = [
    ['jane+test@fabrikam.example', 400, smtp],
    ['.jane@fabrikam.example', 400, smtp],
    ['jane-@fabrikam.example', 400, smtp],
    ['jos\u00e9@fabrikam.example', 400, smtp],
    ['jane', 400, smtp],
    ['new@contoso.example', 400, 'is a verified domain of this directory'],
    [
      'alex@contoso.example',
      400,
      `already exists in the directory as object ID: ${people.alex.objectId}.`,
    ],
    ['blocked@fabrikam.example', 412, `object ID: ${blocked.id}, but the account is blocked`],
    ['x@denied.example', 400, 'not allowed by the policy'],
    ['x@walled.example', 400, 'blocked by cross-tenant access settings'],
  ];
  for (const [address, status, words] of cases) {
    const answer = await ask('POST', '/invitations', mailed(address));
    assert.equal(answer.status, status, address);
    assert.ok(answer.body.error.message.includes(words), answer.body.error.message);
  }
  assert.deepEqual(tenant.mails(), []);
  assert.equal(tenant.state().guests.length, 2);
});

test('a blocked tenant, invitations off, missing consent and expired credentials stop every invitation', async (t) => {
  const { tenant, ask } = await tenantFor(t);
  const cases: [object, number, RegExp][] = [
    [{ tenantBlocked: true }, 403, /blocked for this directory due to suspicious activity/],
    [{ tenantBlocked: false, invitationsOff: true }, 403, /Guest invitations not allowed/],
    [{ invitationsOff: false, missingConsent: ['User.Invite.All'] }, 403, /Insuficient privileges/],
    [{ missingConsent: [], credentialsRefused: true }, 401, /token/],
  ];
  for (const [knobs, status, words] of cases) {
    tenant.turn(knobs);
    const answer = await ask('POST', '/invitations', mailed('jane@fabrikam.example'));
    assert.equal(answer.status, status);
    assert.match(answer.body.error.message, words);
  }
  tenant.turn({ credentialsRefused: false });
  assert.equal((await ask('POST', '/invitations', mailed('jane@fabrikam.example'))).status, 201);
});

test('a reset asks a partner to redeem again and keeps the groups', async (t) => {
  const { tenant, ask } = await tenantFor(t, { knobs: kindKnobs });
  const { objectId: id, mail } = people.gina;
  const reset = { resetRedemption: true, invitedUser: { id } };
  const other = await ask('POST', '/invitations', invitation('gina@other.example', reset));
  assert.match(other.body.error.message, /doesn't match any emails/);
  await ask('PATCH', `/users/${id}`, { otherMails: ['gina@other.example'] });
  const done = await ask('POST', '/invitations', invitation('gina@other.example', reset));
  assert.equal(done.body.invitedUser.id, id);
  assert.equal(tenant.user(mail)?.externalUserState, 'PendingAcceptance');
  assert.ok(tenant.membersOf(groups.atlasPartners.id).includes(id));
});

test('the tenant refuses bodies that Microsoft does not describe, and records violations', async (t) => {
  const { tenant, ask } = await tenantFor(t);
  if (tenant.sliceNote) return t.skip(tenant.sliceNote);
  const cases = [
    { ...mailed('jane@fabrikam.example'), inviteRedirectURL: 'https://x.example' },
    { ...mailed('jane@fabrikam.example'), sendInvitationMessage: 'true' },
    { invitedUserEmailAddress: 'jane@fabrikam.example' },
    mailed('jane@fabrikam.example', { invitedUserMessageInfo: { language: 'nl' } }),
  ];
  for (const body of cases) assert.equal((await ask('POST', '/invitations', body)).status, 400);
  assert.equal((await ask('GET', '/users?$select=id,email')).status, 400);
  assert.equal((await ask('GET', '/users?$filtre=x')).status, 400);
  assert.equal(tenant.violations().length, 6);
  assert.equal(tenant.user('jane@fabrikam.example'), undefined);
  return undefined;
});

test('a call that the practice tenant does not know gets a 501', async (t) => {
  const { tenant, ask } = await tenantFor(t);
  assert.equal((await ask('GET', '/teams/1')).status, 501);
  assert.deepEqual(tenant.unhandled(), [{ method: 'GET', path: '/teams/1' }]);
});

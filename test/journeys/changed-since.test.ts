import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { applications, groups } from '../sandbox/seed.ts';
import { kindKnobs } from '../sandbox/tenant/knobs.ts';
import { acceptFile } from './accept-file.ts';
import type { Shown } from './shown.ts';
import { startJourney } from './start.ts';
import { answerTo, approvalFor, assertClean, confirm, drop, isDone, writes } from './steps.ts';

const journey = await startJourney({ knobs: kindKnobs });
const { tenant } = journey;
after(() => journey[Symbol.asyncDispose]());

const at = (name: string) => `${name}@fabrikam.example`;
const accepted = { createdAt: 0, externalUserState: 'Accepted' };
const guest = (name: string, facts = {}) => tenant.addGuest(at(name), { ...accepted, ...facts });
const employee = (name: string, facts = {}) =>
  tenant.addMember(`${name}@contoso.example`, { createdAt: 0, otherMails: [at(name)], ...facts });
const group = groups.atlasPartners.id;
const [{ id: reader }] = applications.atlasPortal.roles;
const resourceId = applications.atlasPortal.servicePrincipalId;
const isInside = (id: string | undefined) => tenant.membersOf(group).includes(id ?? '');

/** Adds an account to the group of Atlas or removes it, as an administrator would. */
async function inGroup(method: 'POST' | 'DELETE', id: string): Promise<void> {
  const path = `${tenant.url}/v1.0/groups/${group}/members/`;
  const answer =
    method === 'POST'
      ? await fetch(`${path}$ref`, {
          method,
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ '@odata.id': `${tenant.url}/v1.0/directoryObjects/${id}` }),
        })
      : await fetch(`${path}${id}/$ref`, { method });
  assert.equal(answer.status, 204);
}

/** Status and reason of each row of the results, by the name before the `@`. */
async function resultsOf(card: Shown): Promise<Map<string, string>> {
  const offer = await answerTo(
    journey,
    { person: 'alex' },
    () => card.click('request.results'),
    ({ consent }) => consent !== undefined,
  );
  const file = await acceptFile(journey, 'alex', offer);
  const text = await (await fetch(file.url)).text();
  const rows = text.trimEnd().split('\r\n').slice(1);
  return new Map(
    rows.map((row) => {
      const [, name = '', said = ''] = /^(\w+)@[^,]*,(.*),[^,]*,\d+$/.exec(row) ?? [];
      return [name, said.replaceAll('"', '')];
    }),
  );
}

test('the results name each change between review and work, and the bot invites no deleted guest', async () => {
  const there = {
    deleted: guest('deleted'),
    blocked: guest('blocked'),
    madeMember: guest('mademember'),
    lacked: guest('lacked'),
    had: guest('had'),
    complete: guest('complete'),
    madeGuest: employee('madeguest'),
    back: guest('back', { deletedAt: Date.now() }),
  };
  for (const { id } of [there.had, there.complete]) {
    await inGroup('POST', id);
    tenant.assignRole({ principalId: id, resourceId, appRoleId: reader });
  }
  const names = [
    ...['deleted', 'blocked', 'mademember', 'lacked', 'had', 'complete', 'madeguest', 'back'],
    ...['fresh', 'became', 'came', 'employee'],
  ];
  const review = await drop(journey, 'alex', {
    content: `email\n${names.map(at).join('\n')}\n`,
    text: 'to atlas',
  });
  assert.match(review.text(), /4\s+to invite\s+6\s+access only/);
  assert.match(review.text(), /2 have all of it; 5 lack some of it/);
  await confirm(review);

  tenant.change(there.deleted.id, { deletedAt: Date.now() });
  tenant.change(there.blocked.id, { accountEnabled: false });
  tenant.change(there.madeMember.id, { userType: 'Member' });
  tenant.change(there.madeGuest.id, { userType: 'Guest', externalUserState: 'Accepted' });
  tenant.change(there.back.id, { deletedAt: null });
  await inGroup('POST', there.lacked.id);
  await inGroup('DELETE', there.had.id);
  guest('became');
  tenant.change(guest('came').id, { deletedAt: Date.now() });
  employee('employee');
  const before = writes(journey).length;
  await (await approvalFor(journey, 'megan', review.subject)).click('approval.approve');
  await review.says(/done, some failed/);

  const both = 'Given now: Atlas partners, Atlas Portal (Reader).';
  assert.deepEqual(
    await resultsOf(review),
    new Map([
      [
        'deleted',
        'failed,The account was deleted from Entra after the list was checked, so nothing was done. Send the row again: the new check shows whether the account can be restored.',
      ],
      ['blocked', 'failed,The account is blocked in Entra. An administrator has to unblock it.'],
      [
        'mademember',
        `access given,Was a guest when the list was checked, and is a member of this organisation now: gets the access only. ${both}`,
      ],
      ['lacked', 'accepted,Given now: Atlas Portal (Reader).'],
      // Nobody approved these rows, so the bot gives nothing, whatever has changed since.
      [
        'had',
        'skipped,Had all of the access to Atlas when the list was checked: nothing was done.',
      ],
      [
        'complete',
        'skipped,Had all of the access to Atlas when the list was checked: nothing was done.',
      ],
      [
        'madeguest',
        `accepted,Was a member of this organisation when the list was checked, and is a guest now: gets the access only. ${both}`,
      ],
      ['back', `accepted,A guest already: gets the access, but no second email. ${both}`],
      ['fresh', 'invited,'],
      ['became', `accepted,A guest already: gets the access, but no second email. ${both}`],
      [
        'came',
        'failed,The account was deleted from Entra after the list was checked, so nothing was done. Send the row again: the new check shows whether the account can be restored.',
      ],
      ['employee', `access given,A member of this organisation: gets the access only. ${both}`],
    ]),
  );
  const invited = tenant.requests({ method: 'POST', path: /^\/invitations/ });
  assert.equal(invited.length, 1, 'the bot invites only the new partner');
  assert.equal(tenant.mails().length, 1);
  assert.equal(tenant.requests({ path: /\/restore$/ }).length, 0);
  assert.equal(isInside(there.had.id), false);
  assert.equal(isInside(there.blocked.id), false);
  const own = writes(journey).slice(before);
  const mention = (id: string) =>
    own.filter((entry) => JSON.stringify([entry.path, entry.body]).includes(id)).length;
  assert.equal(mention(there.complete.id), 0, 'the bot does not give existing access again');
  assertClean(journey);
});

test('the bot also checks a guest again that it invited itself', async () => {
  const content = (name: string) => ({ content: `email\n${at(name)}\n`, text: 'to beacon' });
  for (const name of ['own', 'left']) {
    const first = await drop(journey, 'alex', content(name));
    await confirm(first);
    await first.says(isDone);
  }
  const review = await drop(journey, 'alex', {
    content: `email\n${at('own')}\n${at('left')}\n`,
    text: 'to atlas',
  });
  assert.match(review.text(), /2 lack some of it: 2 \u00d7 Atlas partners, 2 \u00d7 Atlas Portal/);
  await confirm(review);
  tenant.change(tenant.user(at('left'))?.id ?? '', { deletedAt: Date.now() });
  await (await approvalFor(journey, 'megan', review.subject)).click('approval.approve');
  await review.says(/done, some failed/);
  const results = await resultsOf(review);
  assert.match(results.get('own') ?? '', /^access given,Given now: Atlas partners/);
  assert.match(results.get('left') ?? '', /^failed,The account was deleted/);
  assert.equal(tenant.mails(at('left')).length, 1);
});

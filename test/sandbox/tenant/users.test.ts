import assert from 'node:assert/strict';
import { test } from 'node:test';
import { groups, people } from '../seed.ts';
import { filterUsers, tenantFor } from './ask-tenant.ts';
import { kindKnobs } from './knobs.ts';

const quiet = { knobs: kindKnobs };

test('Graph finds people by every form of filter that the bot may use', async (t) => {
  const { tenant, ask } = await tenantFor(t, quiet);
  const obrien = tenant.addGuest("o'brien@fabrikam.example", { otherMails: ['ob@other.example'] });
  const gina = people.gina.objectId;
  const cases: [string, string[]][] = [
    ["mail eq 'GINA@northwind.example'", [gina]],
    ["mail in ('gina@northwind.example','o''brien@fabrikam.example')", [gina, obrien.id]],
    ["otherMails/any(x:x eq 'ob@other.example')", [obrien.id]],
    ["proxyAddresses/any(p:p eq 'smtp:gina@northwind.example')", [gina]],
    ["proxyAddresses/any(p:p in ('smtp:gina@northwind.example','smtp:x@y.example'))", [gina]],
    ["userPrincipalName eq 'gina_northwind.example#EXT#@contoso.onmicrosoft.com'", [gina]],
    ["userType eq 'Guest' and externalUserState eq 'PendingAcceptance'", [obrien.id]],
    [`(mail eq 'x@y.example' or id eq '${gina}') and accountEnabled eq true`, [gina]],
    ["startsWith(mail,'gina')", [gina]],
    [
      "mail eq 'x@y.example' or userPrincipalName eq 'alex@contoso.example' or otherMails/any(x:x eq 'ob@other.example') or proxyAddresses/any(x:x eq 'smtp:GINA@northwind.example')",
      [people.alex.objectId, gina, obrien.id],
    ],
  ];
  for (const [filter, ids] of cases) {
    const answer = await ask('GET', filterUsers(filter));
    assert.equal(answer.status, 200, `${filter}: ${JSON.stringify(answer.body)}`);
    assert.deepEqual(
      answer.body.value.map((user: { id: string }) => user.id),
      ids,
      filter,
    );
  }
});

test('the tenant refuses the filters that Graph refuses', async (t) => {
  const { ask } = await tenantFor(t, quiet);
  const many = Array.from({ length: 16 }, (_, n) => `'p${n}@fabrikam.example'`).join(',');
  const cases: [string, RegExp][] = [
    ["externalUserState ne 'Accepted'", /Unsupported or invalid query filter clause/],
    ["not(userType eq 'Guest')", /Unsupported or invalid query filter clause/],
    ["jobTitle eq 'x'", /Unsupported or invalid query filter clause/],
    ["mail eq 'x", /Invalid filter clause/],
    ["otherMails/any(x:endsWith(x,'@other.example'))", /Unsupported or invalid/],
    ["userType ne 'Guest'", /Unsupported or invalid/],
    [`mail in (${many})`, /'OR' operators: 16. Max allowed: 15/],
  ];
  for (const [filter, words] of cases) {
    const answer = await ask('GET', filterUsers(filter));
    assert.equal(answer.status, 400, filter);
    assert.match(answer.body.error.message, words);
  }
});

test('advanced queries need the header and the count, and may be longer', async (t) => {
  const { ask } = await tenantFor(t, quiet);
  const eventual = { consistencylevel: 'eventual' };
  const path = `${filterUsers("not(userType eq 'Guest')")}&$count=true`;
  assert.equal((await ask('GET', path)).status, 400);
  const answer = await ask('GET', path, undefined, eventual);
  assert.equal(answer.body['@odata.count'], 4);
  const long = Array.from({ length: 90 }, (_, n) => `'p${n}@fabrikam.example'`).join(',');
  const tooLong = `${filterUsers(`mail in (${long})`)}&$count=true`;
  assert.equal((await ask('GET', tooLong, undefined, eventual)).status, 414);
});

test('the pages of a list have no gap while people come and go', async (t) => {
  const { tenant, ask } = await tenantFor(t, quiet);
  const ids = Array.from({ length: 5 }, (_, n) => tenant.addGuest(`p${n}@fabrikam.example`).id);
  const filter = "userType eq 'Guest' and externalUserState eq 'PendingAcceptance'";
  let page = await ask('GET', `${filterUsers(filter)}&$top=2`);
  const seen = [...page.body.value];
  await tenant.redeem('p0@fabrikam.example');
  while (page.body['@odata.nextLink']) {
    page = await ask('GET', page.body['@odata.nextLink']);
    seen.push(...page.body.value);
  }
  assert.deepEqual(
    seen.map((user) => user.id),
    ids,
  );
  assert.equal((await ask('GET', '/users?$top=1000')).status, 400);
});

test('an unencoded plus or number sign breaks a filter as it does in Graph', async (t) => {
  const { tenant, ask } = await tenantFor(t, quiet);
  tenant.addGuest('a+b@fabrikam.example');
  const raw = await ask('GET', "/users?$filter=mail eq 'a+b@fabrikam.example'");
  assert.deepEqual(raw.body.value, []);
  const encoded = await ask('GET', filterUsers("mail eq 'a+b@fabrikam.example'"));
  assert.equal(encoded.body.value.length, 1);
});

test('Graph finds deleted people and restores them, and a second deletion is final', async (t) => {
  const { tenant, ask } = await tenantFor(t, quiet);
  const { objectId: id, mail } = people.gina;
  assert.equal((await ask('DELETE', `/users/${id}`)).status, 204);
  assert.equal((await ask('GET', `/users/${id}`)).status, 404);
  assert.equal(tenant.user(mail), undefined);
  const bin = '/directory/deletedItems';
  const found = await ask('GET', `${bin}/graph.user?$filter=mail eq '${mail}'&$select=id,mail`);
  assert.equal(found.body.value[0].id, id);
  assert.equal((await ask('POST', `${bin}/${id}/restore`)).status, 200);
  assert.equal(tenant.user(mail)?.id, id);
  await ask('DELETE', `/users/${id}`);
  assert.equal((await ask('DELETE', `${bin}/${id}`)).status, 204);
  assert.equal((await ask('POST', `${bin}/${id}/restore`)).status, 404);
});

test('the tenant gives its domains, and its setting for who may invite', async (t) => {
  const { tenant, ask } = await tenantFor(t, quiet);
  const [organization] = (await ask('GET', '/organization?$select=id,displayName,verifiedDomains'))
    .body.value;
  const names = organization.verifiedDomains.map((domain: { name: string }) => domain.name);
  assert.deepEqual(names, ['contoso.example', 'contoso.onmicrosoft.com']);
  assert.equal((await ask('GET', '/domains')).body.value[0].id, 'contoso.example');
  tenant.knobs.invitationsOff = true;
  const policy = await ask('GET', '/policies/authorizationPolicy');
  assert.equal(policy.body.allowInvitesFrom, 'none');
  tenant.knobs.missingConsent = ['Policy.Read.All'];
  assert.equal((await ask('GET', '/policies/authorizationPolicy')).status, 403);
});

test('Graph lists sponsors and adds them, at most five', async (t) => {
  const { ask } = await tenantFor(t, quiet);
  const path = `/users/${people.gina.objectId}/sponsors`;
  const body = (id: string): object => ({
    '@odata.id': `https://graph.microsoft.com/v1.0/users/${id}`,
  });
  const add = (id: string) => ask('POST', `${path}/$ref`, body(id));
  assert.equal((await add(people.alex.objectId)).status, 204);
  assert.equal((await add(people.alex.objectId)).status, 400);
  assert.equal((await ask('GET', path)).body.value[0].displayName, 'Alex Wilber');
  const { isaiah, megan, adele } = people;
  const others = [isaiah.objectId, megan.objectId, adele.objectId, groups.atlasOwners.id];
  for (const id of others) assert.equal((await add(id)).status, 204);
  const sixth = await add(groups.allStaff.id);
  assert.deepEqual([sixth.status, sixth.body.error.code], [403, 'Directory_QuotaExceeded']);
});

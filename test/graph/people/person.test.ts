import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inviteGuest } from '../../../src/graph/people/invite-guest.ts';
import { readPerson } from '../../../src/graph/people/read-person.ts';
import { signInKind } from '../../../src/graph/people/sign-in-kind.ts';
import { fakeGraph, graphError } from '../fake-graph.ts';

const own = { signInType: 'userPrincipalName', issuer: 'contoso.onmicrosoft.com' };
const federated = (issuer: string) => [own, { signInType: 'federated', issuer }];

test('the bot reads the organisation and the way of signing in of a person who redeemed', async (t) => {
  const graph = await fakeGraph(t, {
    status: 200,
    body: {
      id: 'id-jane',
      displayName: 'Jane Doe',
      mail: 'jane@fabrikam.example',
      userType: 'Guest',
      externalUserState: 'Accepted',
      externalUserStateChangeDateTime: '2026-11-02T08:00:00Z',
      identities: federated('mail'),
      preferredLanguage: 'nl-NL',
    },
  });
  const person = await readPerson(graph.client, 'id-jane');
  assert.equal(person?.signIn, 'one-time passcode');
  assert.equal(person?.organisation, 'fabrikam.example');
  assert.equal(person?.externalUserState, 'Accepted');
  assert.equal(person?.preferredLanguage, 'nl-NL');
  assert.deepEqual(person?.changedAt, new Date('2026-11-02T08:00:00Z'));
  assert.match(graph.sent[0]?.query.$select ?? '', /externalUserState,.*identities/);
});

test('ids that Graph tells in capitals are stored and compared in lower case', async (t) => {
  const id = '9A000000-0000-4000-8000-00000000000A';
  const person = await fakeGraph(t, { status: 200, body: { id } });
  assert.equal((await readPerson(person.client, id))?.objectId, id.toLowerCase());
  const body = { status: 'PendingAcceptance', invitedUser: { id } };
  const invited = await fakeGraph(t, { status: 201, body });
  const answer = await inviteGuest(invited.client, {
    address: 'jane@fabrikam.example',
    redirectUrl: 'https://myapps.microsoft.com',
    sendMail: false,
    sponsors: [],
  });
  assert.equal(answer.kind === 'done' && answer.value.objectId, id.toLowerCase());
});

test('the organisation is the company if Graph has one, or comes from the sign-in name', async (t) => {
  const graph = await fakeGraph(
    t,
    { status: 200, body: { id: '1', mail: 'jane@fabrikam.example', companyName: 'Fabrikam' } },
    {
      status: 200,
      body: {
        id: '2',
        userPrincipalName: 'jane_doe_fabrikam.example#EXT#@contoso.onmicrosoft.com',
      },
    },
    { status: 200, body: { id: '3' } },
  );
  assert.equal((await readPerson(graph.client, '1'))?.organisation, 'Fabrikam');
  assert.equal((await readPerson(graph.client, '2'))?.organisation, 'fabrikam.example');
  assert.equal((await readPerson(graph.client, '3'))?.organisation, undefined);
});

test('a missing person is undefined, and an id cannot leave its place in the path', async (t) => {
  const graph = await fakeGraph(t, {
    status: 404,
    body: graphError('Request_ResourceNotFound', "Resource 'x' does not exist"),
  });
  assert.equal(await readPerson(graph.client, 'x#EXT#?$expand=manager'), undefined);
  assert.equal(graph.sent[0]?.path, '/users/x#EXT#?$expand=manager');
  assert.equal(graph.sent[0]?.query.$expand, undefined);
});

test('each way of signing in has its word, and there is none before the redemption', () => {
  assert.equal(signInKind([own]), undefined);
  assert.equal(signInKind(federated('google.com')), 'google');
  assert.equal(signInKind(federated('facebook.com')), 'facebook');
  assert.equal(signInKind(federated('ExternalAzureAD')), 'microsoft');
  assert.equal(signInKind(federated('MicrosoftAccount')), 'microsoft account');
  assert.equal(signInKind(federated('https://sts.windows.net/some-tenant/')), 'work account');
  assert.equal(signInKind(federated('https://idp.fabrikam.example/saml')), 'identity provider');
});

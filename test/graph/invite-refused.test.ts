import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inviteGuest } from '../../src/graph/people/invite-guest.ts';
import { lastingRefusals } from '../../src/guests/lasting-refusals.ts';
import { fakeGraph, graphError } from './fake-graph.ts';
import { guestId, jane } from './invitation-of-jane.ts';

const refusal = (status: number, message: string, code = 'BadRequest') => ({
  status,
  body: graphError(code, message),
});

test('the answer for the address of a member has the object id that Graph names', async (t) => {
  const graph = await fakeGraph(
    t,
    refusal(
      400,
      `The invited user already exists in the directory as object ID: ${guestId}. They can use that account to sign in to shared apps and resources.`,
    ),
  );
  assert.deepEqual(await inviteGuest(graph.client, jane), {
    kind: 'already',
    objectId: guestId,
    graphRequestId: 'inner-1',
  });
});

const refusals: [number, string, string][] = [
  [
    412,
    `The invited user already exists in the directory as object ID: ${guestId}, but the account is blocked from signing in. If the account is unblocked, they can use that account.`,
    'blocked guest',
  ],
  [
    400,
    "This user cannot be invited because the domain of the user's email address is a verified domain of this directory.",
    'own domain',
  ],
  [400, 'The Primary SMTP Address is an invalid value', 'address refused by Entra'],
  [
    403,
    'This invitation is blocked by cross-tenant access settings. Admins in both your organization and the invited user’s organization must configure cross-tenant access settings to allow the invitation.',
    'cross-tenant settings',
  ],
  [400, 'Group email addresses are not supported.', 'group address'],
  [400, "Group email Address isn't supported", 'group address'],
  [
    400,
    'The invited user has a proxy address that matches an internal user in the target tenant. The proxy address must be unique.',
    'address taken',
  ],
  [
    400,
    "This action can't be completed because the Microsoft B2B Cross Cloud Worker application has been disabled in the invited user's tenant. Ask the invited user's admin to re-enable it, then try again.",
    'cross-tenant settings',
  ],
];

test('every refusal of an invitation counts as one of Entra', () => {
  const counted: readonly string[] = lastingRefusals;
  assert.deepEqual(
    refusals.map(([, , code]) => code).filter((code) => !counted.includes(code)),
    [],
  );
});

for (const [status, message, code] of refusals) {
  test(`"${message.slice(0, 60)}" refuses only this partner: ${code}`, async (t) => {
    const graph = await fakeGraph(t, refusal(status, message));
    const answer = await inviteGuest(graph.client, jane);
    assert.equal(answer.kind, 'refused');
    assert.deepEqual(answer.kind === 'refused' && answer.reason, {
      code,
      values: { address: jane.address, domain: 'fabrikam.example', status },
    });
  });
}

// Microsoft documents no words for the first three: the bot does not guess what they mean.
const unknown: [number, string, string, string][] = [
  [400, 'BadRequest', "The domain is not on your organization's allow list.", '400 BadRequest'],
  [400, 'BadRequest', 'The invited user is a member of too many tenants.', '400 BadRequest'],
  [403, 'Forbidden', "The invited user's organization is blocked.", '403 Forbidden'],
  [400, 'See <b>here</b>', 'Something nobody has seen before', '400'],
  [400, '', '', '400'],
];

for (const [status, code, message, graph] of unknown) {
  test(`"${message}" refuses only this partner, with Graph's code, and keeps its words for operators`, async (t) => {
    const faked = await fakeGraph(t, refusal(status, message, code));
    const answer = await inviteGuest(faked.client, jane);
    const said = message === '' ? {} : { said: message };
    assert.deepEqual(answer.kind === 'refused' && answer.reason, {
      code: 'invitation refused',
      values: { address: jane.address, domain: 'fabrikam.example', status, graph, ...said },
    });
  });
}

const stops: [number, string, string, string][] = [
  [
    403,
    'Forbidden',
    'Your tenant has been blocked from sending invitations due to suspicious activity.',
    'tenant blocked',
  ],
  [
    403,
    'Forbidden',
    'Guest invitations not allowed for your company. Contact your company administrator for more details.',
    'invitations switched off',
  ],
  [
    403,
    'Authorization_RequestDenied',
    'Insufficient privileges to complete the operation.',
    'consent missing',
  ],
  [
    401,
    'Unauthorized',
    "Insuficient privileges to perform the requested operation by the application '00000003-0000-0000-c000-000000000000'. ControllerName=MSGraphInviteAPI",
    'consent missing',
  ],
  [
    403,
    'Directory_QuotaExceeded',
    'The directory object quota limit for the Tenant has been exceeded. Please ask your administrator to increase the quota limit or delete objects to reduce the used quota.',
    'directory full',
  ],
  [
    403,
    'Directory_QuotaExceeded',
    'The directory object quota limit for the Principal has been exceeded. Please ask your administrator to increase the quota limit or delete objects to reduce the used quota.',
    'directory full',
  ],
  [401, 'InvalidAuthenticationToken', 'Access token is empty.', 'credentials refused'],
];

for (const [status, code, message, reason] of stops) {
  test(`"${message.slice(0, 60)}" stops all inviting: ${reason}`, async (t) => {
    const graph = await fakeGraph(t, refusal(status, message, code));
    const answer = await inviteGuest(graph.client, jane);
    assert.deepEqual(answer.kind === 'stop' && answer.reason, { code: reason });
  });
}

test('an address with a word of a stop in it stops nobody else', async (t) => {
  const words = 'The domain of suspicious@fabrikam.example is not allowed.';
  const graph = await fakeGraph(t, refusal(403, words));
  const answer = await inviteGuest(graph.client, {
    ...jane,
    address: 'suspicious@fabrikam.example',
  });
  assert.equal(answer.kind, 'refused');
});

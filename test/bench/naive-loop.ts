// node naive-loop.ts <Graph> <workers> <addresses, a JSON file>: the script that people write themselves. It has only
// the Graph client's retries. It skips a row that fails. A second start begins with the file's first row.
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from '@microsoft/microsoft-graph-client';
import { given } from './partners.ts';

/** Such scripts wait a fixed time for the directory. This one waits long enough. */
const replicationMs = 2000;
const defaultRole = '00000000-0000-0000-0000-000000000000';

const [graphUrl = '', workers, file = ''] = process.argv.slice(2);
const addresses: string[] = JSON.parse(readFileSync(file, 'utf8'));
const graph = Client.init({
  baseUrl: `${graphUrl}/`,
  customHosts: new Set([new URL(graphUrl).hostname]),
  authProvider: (done) => done(null, 'practice'),
});

async function bring(address: string): Promise<void> {
  const { invitedUser } = await graph.api('/invitations').post({
    invitedUserEmailAddress: address,
    inviteRedirectUrl: 'https://myapps.microsoft.com',
    sendInvitationMessage: true,
  });
  await pause(replicationMs);
  await graph.api(`/groups/${given.group}/members/$ref`).post({
    '@odata.id': `${graphUrl}/v1.0/directoryObjects/${invitedUser.id}`,
  });
  await graph.api(`/servicePrincipals/${given.application}/appRoleAssignedTo`).post({
    principalId: invitedUser.id,
    resourceId: given.application,
    appRoleId: defaultRole,
  });
}

async function work(rows: Iterable<string>): Promise<void> {
  for (const address of rows) await bring(address).catch(() => undefined);
}

process.stdout.write('begun\n');
const rows = addresses.values();
await Promise.all(Array.from({ length: Number(workers) }, () => work(rows)));
process.exit();

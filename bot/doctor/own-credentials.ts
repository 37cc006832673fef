import type { Config } from '../../src/config.ts';
import type { OwnCredential } from '../../src/work/doctor/check-credentials.ts';

/** What this configuration signs in with, to Graph and to Teams. One that serves both is named once. */
export function ownCredentials({
  graph: { credential },
  registration,
}: Pick<Config, 'graph' | 'registration'>): OwnCredential[] {
  const own: OwnCredential[] = [];
  if (credential.kind === 'secret') {
    const { clientId: appId, secret: hint } = credential;
    own.push({ what: 'graph', kind: 'secret', appId, hint });
  }
  if (credential.kind === 'certificate')
    own.push({ what: 'graph', kind: 'certificate', appId: credential.clientId });
  if (credential.kind === 'managed identity')
    own.push({ what: 'graph', kind: 'managed identity', appId: credential.clientId ?? '' });
  if (registration?.type === 'UserAssignedMSI')
    own.push({ what: 'teams', kind: 'managed identity', appId: registration.appId });
  if (registration?.type === 'SingleTenant') {
    const { appId, password: hint } = registration;
    const isSame = own.some((each) => each.appId === appId && each.hint === hint);
    if (!isSame) own.push({ what: 'teams', kind: 'secret', appId, hint });
  }
  return own;
}

import type { Config } from '../../src/config.ts';
import type { SecretSetting } from '../../src/secret-setting.ts';
import type { OwnCredential } from '../../src/work/doctor/credentials-end-soon.ts';

/**
 * The credentials with which this configuration signs in to Graph and to Teams. A credential that serves both is named
 * once.
 */
export function ownCredentials(
  { graph: { credential }, registration }: Pick<Config, 'graph' | 'registration'>,
  secretText: (setting: SecretSetting) => () => string,
): OwnCredential[] {
  const own: OwnCredential[] = [];
  if (credential.kind === 'secret') {
    const { clientId: appId } = credential;
    const secret = secretText(credential.secret);
    own.push({ what: 'graph', kind: 'secret', appId, secret });
  }
  if (credential.kind === 'certificate')
    own.push({ what: 'graph', kind: 'certificate', appId: credential.clientId });
  if (credential.kind === 'managed identity')
    own.push({ what: 'graph', kind: 'managed identity', appId: credential.clientId ?? '' });
  if (registration?.type === 'UserAssignedMSI')
    own.push({ what: 'teams', kind: 'managed identity', appId: registration.appId });
  if (registration?.type === 'SingleTenant') {
    const { appId } = registration;
    const secret = secretText(registration.password);
    const isSame = own.some((each) => each.appId === appId && each.secret?.() === secret());
    if (!isSame) own.push({ what: 'teams', kind: 'secret', appId, secret });
  }
  return own;
}

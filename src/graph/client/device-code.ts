import { DeviceCodeCredential } from '@azure/identity';
import type { Credential } from './credential.ts';

/** Microsoft Graph Command Line Tools: Microsoft's own public client, which may ask for any delegated permission. */
const commandLineTools = '14d82eec-204b-4c2f-b7e8-296a70dab67e';

/** The permissions for which an administrator signs in. Microsoft shows each of them before the consent. */
const setupScopes: readonly string[] = [
  'Application.ReadWrite.All',
  'AppRoleAssignment.ReadWrite.All',
  'Group.ReadWrite.All',
  'User.Read.All',
  'Organization.Read.All',
  'AppCatalog.Submit',
  'TeamsAppInstallation.ReadWriteForUser',
  'TeamsAppInstallation.ReadWriteForTeam',
];

/**
 * Signs an administrator in by a code that they type at Microsoft's page. Keeps the token in memory only. `tell` gets
 * the address and the code.
 */
export function deviceCodeCredential(
  tenantId: string,
  tell: (asked: { url: string; code: string }) => void,
): Credential {
  const make = () =>
    new DeviceCodeCredential({
      tenantId,
      clientId: commandLineTools,
      userPromptCallback: ({ verificationUri: url, userCode: code }) => tell({ url, code }),
    });
  let credential = make();
  return {
    getToken: (scopes, options) => {
      const root = String(scopes).replace(/\/\.default$/, '');
      return credential.getToken(
        setupScopes.map((scope) => `${root}/${scope}`),
        options,
      );
    },
    forget() {
      credential = make();
    },
  };
}

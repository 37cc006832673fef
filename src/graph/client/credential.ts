import { createRequire } from 'node:module';
import type { TokenCredential } from '@azure/identity';
import type { GraphCredential } from '../../config-graph.ts';
import { onceForSecret } from '../../once-for-secret.ts';
import type { SecretSetting } from '../../secret-setting.ts';

/** How the bot signs in to Graph, in the words of @azure/identity. Nothing set: managed identity. */
export type CredentialSettings = {
  tenantId?: string | undefined;
  clientId?: string | undefined;
  /** The secret as it is now: a new one counts from the next token on. */
  clientSecret?: (() => string) | undefined;
  /** Certificate and private key in PEM as they are now: new ones count from the next token on. */
  clientCertificate?: (() => string) | undefined;
};

/**
 * Read at the first credential: without one, on one machine, the bot needs none of its 350 files. By `require`, because
 * the Bot Framework's connector reads the library so, and an import would read everything a second time.
 */
const library = (): typeof import('@azure/identity') =>
  createRequire(import.meta.url)('@azure/identity');

export type Credential = TokenCredential & {
  /** The next token is a new one, even if the library has kept one. */
  forget(): void;
};

/** The credential that the configuration names. Undefined: none, on one machine. */
export function credentialOf(
  credential: GraphCredential,
  secretText: (setting: SecretSetting) => () => string,
  certificateText: (path: string) => () => string,
): Credential | undefined {
  switch (credential.kind) {
    case 'none':
      return undefined;
    case 'managed identity':
      return createCredential({ clientId: credential.clientId });
    case 'secret':
      return createCredential({ ...credential, clientSecret: secretText(credential.secret) });
    case 'certificate':
      return createCredential({
        ...credential,
        clientCertificate: certificateText(credential.path),
      });
  }
}

/** The credential for Graph: a certificate, a secret or a managed identity. Throws when a secret lacks its ids. */
export function createCredential(settings: CredentialSettings): Credential {
  const { tenantId, clientId, clientSecret, clientCertificate } = settings;
  if (tenantId && clientId && clientCertificate) {
    const { ClientCertificateCredential } = library();
    return madeFrom(
      clientCertificate,
      (certificate) => new ClientCertificateCredential(tenantId, clientId, { certificate }),
    );
  }
  if (tenantId && clientId && clientSecret) {
    const { ClientSecretCredential } = library();
    return madeFrom(
      clientSecret,
      (secret) => new ClientSecretCredential(tenantId, clientId, secret),
    );
  }
  // An incomplete secret must not turn into another identity.
  if (clientSecret || clientCertificate) {
    throw new Error('A Graph secret or certificate needs the tenant and the client id beside it');
  }
  return managedIdentity(clientId);
}

/** Each instance has a cache of its own, so a new one has kept nothing, and no earlier certificate. */
function madeFrom(secret: () => string, make: (secret: string) => TokenCredential): Credential {
  const credential = onceForSecret(secret, make);
  return {
    getToken: async (scopes, options) => await credential.get().getToken(scopes, options),
    forget: credential.forget,
  };
}

/**
 * A managed identity. All credentials of a process share one cache of tokens, and @azure/identity has no option to get
 * past it. The client inside that library has one: a token that it gets so replaces the kept one.
 */
export function managedIdentity(clientId: string | undefined): Credential {
  const { ManagedIdentityCredential } = library();
  const credential = clientId
    ? new ManagedIdentityCredential({ clientId })
    : new ManagedIdentityCredential();
  let last: string | undefined;
  let forgotten: string | undefined;
  return {
    async getToken(scopes, options) {
      let token = await credential.getToken(scopes, options);
      // A workload identity, which keeps nothing, has a new one already.
      if (token.token === forgotten) {
        await replaceKept(credential, String(scopes).replace(/\/\.default$/, ''));
        token = await credential.getToken(scopes, options);
      }
      forgotten = undefined;
      last = token.token;
      return token;
    },
    forget() {
      forgotten = last;
    },
  };
}

async function replaceKept(credential: object, resource: string): Promise<void> {
  if (!('managedIdentityApp' in credential)) return;
  const app: unknown = credential.managedIdentityApp;
  if (typeof app !== 'object' || app === null || !('acquireToken' in app)) return;
  if (typeof app.acquireToken !== 'function') return;
  await app.acquireToken({ resource, forceRefresh: true });
}

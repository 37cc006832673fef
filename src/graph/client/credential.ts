import {
  ClientCertificateCredential,
  ClientSecretCredential,
  ManagedIdentityCredential,
  type TokenCredential,
} from '@azure/identity';

/** How the bot signs in to Graph, in the words of @azure/identity. Nothing set: managed identity. */
export type CredentialSettings = {
  tenantId?: string | undefined;
  clientId?: string | undefined;
  clientSecret?: string | undefined;
  clientCertificatePath?: string | undefined;
};

/** The credential for Graph: a certificate, a secret or a managed identity. Throws when a secret lacks its ids. */
export function createCredential(settings: CredentialSettings): TokenCredential {
  const { tenantId, clientId, clientSecret, clientCertificatePath } = settings;
  if (tenantId && clientId && clientCertificatePath) {
    return new ClientCertificateCredential(tenantId, clientId, clientCertificatePath);
  }
  if (tenantId && clientId && clientSecret) {
    return new ClientSecretCredential(tenantId, clientId, clientSecret);
  }
  // An incomplete secret must not turn into another identity.
  if (clientSecret || clientCertificatePath) {
    throw new Error('A Graph secret or certificate needs the tenant and the client id beside it');
  }
  return clientId ? new ManagedIdentityCredential({ clientId }) : new ManagedIdentityCredential();
}

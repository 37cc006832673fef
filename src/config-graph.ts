import type { AddressReader } from './config-addresses.ts';
import type { EnvReader } from './env-reader.ts';
import { noSecret, type SecretSetting, secretSetting } from './secret-setting.ts';

export type GraphCredential =
  | { kind: 'none' }
  | { kind: 'managed identity'; clientId: string | undefined }
  | { kind: 'secret'; tenantId: string; clientId: string; secret: SecretSetting }
  | { kind: 'certificate'; tenantId: string; clientId: string; path: string };

/** Graph's address, without version. */
export function graphUrl(read: EnvReader, address: AddressReader): string {
  const url = address.httpsOrLocal('GRAPH_URL');
  if (url !== undefined && /\/(v1\.0|beta)$/.test(url)) {
    read.fault('GRAPH_URL', 'must not end with a version.');
  }
  return url ?? address.missing('GRAPH_URL', 'https://graph.microsoft.com');
}

/** Uses the names of @azure/identity. With neither secret nor certificate, the bot uses the managed identity. */
export function graphCredential(read: EnvReader): GraphCredential {
  const clientId = read.text('AZURE_CLIENT_ID');
  const secret = secretSetting(read, 'AZURE_CLIENT_SECRET', 'AZURE_CLIENT_SECRET_FILE');
  const path = read.text('AZURE_CLIENT_CERTIFICATE_PATH');
  if (secret === undefined && path === undefined) return { kind: 'managed identity', clientId };
  if (secret !== undefined && path !== undefined) {
    read.fault('AZURE_CLIENT_SECRET', 'is set beside AZURE_CLIENT_CERTIFICATE_PATH. Keep one.');
  }
  const instruction = 'A secret or certificate needs it.';
  const named = {
    tenantId: read.need('AZURE_TENANT_ID', instruction),
    clientId: read.need('AZURE_CLIENT_ID', instruction),
  };
  if (path !== undefined) return { kind: 'certificate', ...named, path };
  return { kind: 'secret', ...named, secret: secret ?? noSecret };
}

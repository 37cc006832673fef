import { tenantId } from '../sandbox/seed.ts';
import { appId } from './bot-stand-in.ts';

/**
 * The variables of a bot outside loopback mode, which requires tokens. `keysUrl` is the address of the channel's keys.
 */
export const signedEnv = (keysUrl: string) => ({
  LOOPBACK: '',
  PUBLIC_URL: '',
  HOST: '127.0.0.1',
  MicrosoftAppId: appId,
  MicrosoftAppPassword: 'unused',
  MicrosoftAppType: 'SingleTenant',
  MicrosoftAppTenantId: tenantId,
  CHANNEL_OPENID_URL: keysUrl,
  SHAREPOINT_HOSTS: '127.0.0.1',
  SERVICE_URL_HOSTS: '127.0.0.1',
  AZURE_TENANT_ID: tenantId,
  AZURE_CLIENT_ID: appId,
  AZURE_CLIENT_SECRET: 'unused',
});

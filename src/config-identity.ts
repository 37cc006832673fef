import type { EnvReader } from './env-reader.ts';
import { noSecret, type SecretSetting, secretSetting } from './secret-setting.ts';

export type BotRegistration =
  | { type: 'SingleTenant'; appId: string; password: SecretSetting; tenantId: string }
  | { type: 'UserAssignedMSI'; appId: string; tenantId: string };

/** The bot's own identity, and the tenant that it serves. */
export type Identity = {
  /** Absent in loopback mode only. */
  registration: BotRegistration | undefined;
  /** The only tenant served. Absent in loopback mode only: there the first activity decides. */
  tenantId: string | undefined;
};

/** The identity of a bot that only this machine reaches. Notes a fault if a registration is named too. */
export function loopbackIdentity(read: EnvReader): Identity {
  if (read.text('MicrosoftAppId') !== undefined) {
    read.fault(
      'MicrosoftAppId',
      'must not be set with LOOPBACK=true, which lets everybody on this machine in without a ' +
        'token. Take one of the two away.',
    );
  }
  return { registration: undefined, tenantId: read.id('MicrosoftAppTenantId') };
}

/** Reads the identity of a registered bot. Notes a fault for each missing part. */
export function registeredIdentity(read: EnvReader): Identity {
  const needId = (name: string, instruction: string) =>
    read.need(name, instruction) && read.id(name);
  const appId = needId('MicrosoftAppId', 'Give the id of the bot registration.') ?? '';
  const tenantId = needId('MicrosoftAppTenantId', 'Give the id of the tenant to serve.') ?? '';
  const password = secretSetting(read, 'MicrosoftAppPassword', 'MicrosoftAppPasswordFile');
  const type = read.need('MicrosoftAppType', 'Give SingleTenant or UserAssignedMSI.');
  if (type === 'UserAssignedMSI') {
    if (password !== undefined) {
      read.fault('MicrosoftAppPassword', 'must not be set with UserAssignedMSI. Take it away.');
    }
    return { registration: { type, appId, tenantId }, tenantId };
  }
  if (type === 'SingleTenant') {
    if (password === undefined) {
      read.fault('MicrosoftAppPassword', 'is not set, and SingleTenant needs it.');
    }
    return { registration: { type, appId, tenantId, password: password ?? noSecret }, tenantId };
  }
  // botbuilder takes every other word, misspelt ones too, for MultiTenant.
  if (type !== '') read.fault('MicrosoftAppType', 'must be SingleTenant or UserAssignedMSI.');
  return { registration: undefined, tenantId };
}

import { readConfig } from '../../src/config.ts';
import { groups, tenantId } from '../sandbox/seed.ts';

/** The settings of a bot whose application has this managed identity, and no secret. */
export const configWith = (identity: string, variables: Readonly<Record<string, string>>) =>
  readConfig({
    ...variables,
    MicrosoftAppId: identity,
    MicrosoftAppType: 'UserAssignedMSI',
    MicrosoftAppTenantId: tenantId,
    INVITERS_GROUP_ID: groups.inviters.id,
    OPERATORS_GROUP_ID: groups.operators.id,
    SHAREPOINT_HOSTS: 'contoso-my.sharepoint.com',
    DATABASE_URL: 'postgres://db.example/guestlist',
  });

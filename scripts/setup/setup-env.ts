import { isLoopbackHost } from '../../src/config-addresses.ts';
import type { KnownIds } from '../../src/graph/setup/setup-step.ts';
import type { Tenant } from '../../src/graph/tenant.ts';
import type { SetupAnswers } from '../../src/work/setup/setup-answers.ts';

/** True for a practice tenant on this machine. Undefined: Microsoft's Graph. */
export const isPracticeGraph = (graphUrl: string | undefined): boolean =>
  graphUrl !== undefined && isLoopbackHost(new URL(graphUrl).hostname);

type Made = {
  tenant: Pick<Tenant, 'tenantId' | 'initialDomain'>;
  known: KnownIds;
  /** Another Graph than Microsoft's for everybody: of another cloud, or on this machine. */
  graphUrl: string | undefined;
};

/**
 * The variables of the bot that set-up has made. With the variables of a practice tenant the bot runs on this machine
 * alone.
 */
export function setupEnv(answers: SetupAnswers, made: Made): Record<string, string | undefined> {
  const { known, tenant, graphUrl } = made;
  const isServer = /^postgres(ql)?:\/\//.test(answers.database);
  const common = {
    MicrosoftAppTenantId: tenant.tenantId,
    INVITERS_GROUP_ID: known.inviters,
    OPERATORS_GROUP_ID: known.operators,
    DATABASE_URL: isServer ? answers.database : undefined,
    DATA_DIR: isServer ? '' : answers.database,
    PUBLIC_URL: answers.features.includes('notifications') ? answers.address : undefined,
    GRAPH_URL: graphUrl,
  };
  if (isPracticeGraph(graphUrl)) {
    const { port } = new URL(answers.address);
    return {
      ...common,
      LOOPBACK: 'true',
      PORT: port || undefined,
      SHAREPOINT_HOSTS: '127.0.0.1',
      MicrosoftAppType: '',
    };
  }
  const appId = known['application.appId'];
  const secret = known['secret.secretText'];
  const [name] = tenant.initialDomain.split('.');
  return {
    ...common,
    MicrosoftAppId: appId,
    // The workload's token serves for Teams as well. The bot asks for it as for that of a managed identity.
    MicrosoftAppType: answers.credential === 'federated' ? 'UserAssignedMSI' : undefined,
    MicrosoftAppPassword: secret,
    AZURE_TENANT_ID: tenant.tenantId,
    AZURE_CLIENT_ID: appId,
    AZURE_CLIENT_SECRET: answers.certificate === undefined ? secret : '',
    AZURE_CLIENT_CERTIFICATE_PATH: answers.certificate ?? '',
    SHAREPOINT_HOSTS: `${name}-my.sharepoint.com,${name}.sharepoint.com`,
  };
}

import type { Activity, ConfigurationBotFrameworkAuthentication } from 'botbuilder';

type Authentication = ConfigurationBotFrameworkAuthentication;
type Verified = Awaited<ReturnType<Authentication['authenticateRequest']>>;
type Clients = NonNullable<Verified['connectorFactory']>;

/** No address at all: the adapter can reach nobody with it, and code that sends over it fails at once. */
const nowhere = 'nowhere:';

/**
 * The adapter makes two clients for each activity, for sending over it and for signing people in. The bot does
 * neither (docs/decisions/0004), so all activities share one pair that leads nowhere. Only activities in `letIn` pass.
 */
export function withSharedClients(
  authentication: Authentication,
  letIn: Pick<WeakSet<Activity>, 'has'>,
): Authentication {
  const authenticate = authentication.authenticateRequest.bind(authentication);
  const tokenClientFor = authentication.createUserTokenClient.bind(authentication);
  let connectorClient: Awaited<ReturnType<Clients['create']>> | undefined;
  let tokenClient: Awaited<ReturnType<typeof tokenClientFor>> | undefined;
  return Object.assign(authentication, {
    async authenticateRequest(activity: Activity, header: string): Promise<Verified> {
      if (!letIn.has(activity)) throw new Error('An activity that nobody let in');
      const { connectorFactory, ...verified } = await authenticate(activity, header);
      if (connectorFactory === undefined) return verified;
      connectorClient ??= await connectorFactory.create(nowhere, verified.audience);
      const client = connectorClient;
      return { ...verified, connectorFactory: { create: async () => client } };
    },
    async createUserTokenClient(claims: Verified['claimsIdentity']) {
      tokenClient ??= await tokenClientFor(claims);
      return tokenClient;
    },
  });
}

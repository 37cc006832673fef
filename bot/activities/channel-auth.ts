import {
  type Activity,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  ConfigurationServiceClientCredentialFactory,
  type TurnContext,
} from 'botbuilder';
import * as v from 'valibot';
import type { Config } from '../../src/config.ts';
import type { BotRegistration } from '../../src/config-identity.ts';
import type { Log } from '../../src/log.ts';
import { secretText } from '../../src/secret-text.ts';
import { channelKeys } from './channel-keys.ts';
import { type Caller, callerOf, type TokenRule } from './channel-token.ts';
import {
  type AskToken,
  askByPassword,
  askManagedIdentity,
  type ChannelTokens,
  channelTokens,
  type ManagedIdentity,
  noTokens,
} from './channel-tokens.ts';
import { readDocument } from './read-document.ts';
import { withSharedClients } from './shared-clients.ts';

type Cloud = Readonly<Record<string, string>> & {
  ToBotFromChannelTokenIssuer: string;
  ToBotFromChannelOpenIdMetadataUrl: string;
  ToChannelFromBotOAuthScope: string;
  ToChannelFromBotLoginUrl: string;
};

const publicCloud = {
  ToChannelFromBotLoginUrl: 'https://login.microsoftonline.com/botframework.com',
  ToChannelFromBotOAuthScope: 'https://api.botframework.com',
  ToBotFromChannelTokenIssuer: 'https://api.botframework.com',
  ToBotFromChannelOpenIdMetadataUrl:
    'https://login.botframework.com/v1/.well-known/openidconfiguration',
};

const governmentCloud = {
  ToChannelFromBotLoginUrl: 'https://login.microsoftonline.us/MicrosoftServices.onmicrosoft.us',
  ToChannelFromBotOAuthScope: 'https://api.botframework.us',
  ToBotFromChannelTokenIssuer: 'https://api.botframework.us',
  ToBotFromChannelOpenIdMetadataUrl:
    'https://login.botframework.azure.us/v1/.well-known/openidconfiguration',
};

export type Channel = {
  /**
   * Says whose token this is, before anything reads the body. Undefined: no good token. On one machine everybody may
   * speak.
   */
  caller(authorization: string | undefined): Promise<Caller | undefined>;
  /** Hands an activity to the adapter, if it is one that the caller may send. */
  process(caller: Caller, activity: Activity, logic: Logic): Promise<'processed' | 'unverified'>;
  /** The tokens with which the bot sends messages. */
  tokens: ChannelTokens;
};

type Logic = (context: TurnContext) => Promise<void>;
type Deps = {
  log: Pick<Log, 'info' | 'warn'>;
  managedIdentity: (clientId: string) => ManagedIdentity;
};

/**
 * Takes tokens of the Bot Framework channel only. Without a registration, everybody may speak in loopback mode;
 * otherwise this throws. Throws, too, if it finds no OpenID document at an unknown `channelOpenIdUrl`.
 */
export async function createChannel(
  config: Pick<Config, 'loopback' | 'registration' | 'channelOpenIdUrl'>,
  { log, managedIdentity }: Deps,
): Promise<Channel> {
  const { registration } = config;
  const process = processor();
  if (registration === undefined) {
    // Without credentials the bot lets everybody in: that is for one machine only.
    if (!config.loopback) throw new Error('No bot registration, and not in loopback mode');
    return { process, caller: async () => anybody, tokens: noTokens };
  }
  const cloud = await cloudAt(config.channelOpenIdUrl);
  const rule: TokenRule = {
    issuer: cloud.ToBotFromChannelTokenIssuer,
    audience: registration.appId,
    tenants: [registration.tenantId, botFrameworkTenant],
    keys: channelKeys({
      openIdUrl: cloud.ToBotFromChannelOpenIdMetadataUrl,
      moment: () => performance.now(),
      log,
    }),
  };
  return {
    process,
    caller: (authorization) => callerOf(rule, authorization),
    tokens: channelTokens(askFor(registration, cloud, managedIdentity)),
  };
}

const anybody: Caller = { speaksFor: () => true };

/**
 * The bot uses botbuilder's adapter for its turns alone. The adapter would check a token only after it has read the
 * body, wait for keys without a limit and forget the keys it has (docs/decisions/0015). So it checks no token: it takes
 * what the bot let in here, and nothing else.
 */
function processor(): Channel['process'] {
  const letIn = new WeakSet<Activity>();
  const open = withSharedClients(new ConfigurationBotFrameworkAuthentication({}), letIn);
  const adapter = new CloudAdapter(open);
  return async (caller, activity, logic) => {
    if (!caller.speaksFor(activity)) return 'unverified';
    letIn.add(activity);
    await adapter.processActivityDirect('', activity, logic);
    return 'processed';
  };
}

/** Where the address is no known cloud's, the document that lies there names the issuer. */
async function cloudAt(openIdUrl: string | undefined): Promise<Cloud> {
  if (openIdUrl === undefined) return publicCloud;
  const known = [publicCloud, governmentCloud].find(
    (cloud) => cloud.ToBotFromChannelOpenIdMetadataUrl === openIdUrl,
  );
  if (known !== undefined) return known;
  const issuer = await issuerIn(openIdUrl).catch((cause: unknown) => {
    throw new Error('CHANNEL_OPENID_URL: no OpenID document could be read there.', { cause });
  });
  return {
    ...publicCloud,
    ToBotFromChannelOpenIdMetadataUrl: openIdUrl,
    ToBotFromChannelTokenIssuer: issuer ?? publicCloud.ToBotFromChannelTokenIssuer,
  };
}

async function issuerIn(openIdUrl: string): Promise<string | undefined> {
  const document = v.object({ issuer: v.optional(v.string()) });
  return v.parse(document, await readDocument(openIdUrl, 10_000)).issuer;
}

function askFor(
  registration: BotRegistration,
  { ToChannelFromBotOAuthScope: scope, ToChannelFromBotLoginUrl: loginUrl }: Cloud,
  managedIdentity: Deps['managedIdentity'],
): AskToken {
  const { type, appId, tenantId } = registration;
  if (type === 'UserAssignedMSI') return askManagedIdentity(managedIdentity(appId), scope);
  const factoryFor = (password: string) =>
    new ConfigurationServiceClientCredentialFactory({
      MicrosoftAppId: appId,
      MicrosoftAppType: type,
      MicrosoftAppTenantId: tenantId,
      MicrosoftAppPassword: password,
    });
  const password = secretText(registration.password);
  return askByPassword({ password, factoryFor }, { appId, scope, loginUrl });
}

/** The tenant of Microsoft's own bots. */
const botFrameworkTenant = 'd6d49420-f39b-4df7-a1dc-d59a935871db';

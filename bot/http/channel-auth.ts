import {
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  ConfigurationServiceClientCredentialFactory,
} from 'botbuilder';
import * as v from 'valibot';
import type { Config } from '../../src/config.ts';
import type { BotRegistration } from '../../src/config-identity.ts';
import { withOneClient } from './one-client.ts';

type Cloud = Readonly<Record<string, string>> & {
  ToBotFromChannelTokenIssuer: string;
  ToChannelFromBotOAuthScope: string;
  ToChannelFromBotLoginUrl: string;
};

const publicCloud = {
  ToChannelFromBotLoginUrl: 'https://login.microsoftonline.com/botframework.com',
  ToChannelFromBotOAuthScope: 'https://api.botframework.com',
  ToBotFromChannelTokenIssuer: 'https://api.botframework.com',
  OAuthUrl: 'https://api.botframework.com',
  ToBotFromChannelOpenIdMetadataUrl:
    'https://login.botframework.com/v1/.well-known/openidconfiguration',
  ToBotFromEmulatorOpenIdMetadataUrl:
    'https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration',
  CallerId: 'urn:botframework:azure',
};

const governmentCloud = {
  ToChannelFromBotLoginUrl: 'https://login.microsoftonline.us/MicrosoftServices.onmicrosoft.us',
  ToChannelFromBotOAuthScope: 'https://api.botframework.us',
  ToBotFromChannelTokenIssuer: 'https://api.botframework.us',
  OAuthUrl: 'https://api.botframework.azure.us',
  ToBotFromChannelOpenIdMetadataUrl:
    'https://login.botframework.azure.us/v1/.well-known/openidconfiguration',
  ToBotFromEmulatorOpenIdMetadataUrl:
    'https://login.microsoftonline.us/cab8a31a-1906-4287-a0d8-4eef66b95f6e/v2.0/.well-known/openid-configuration',
  CallerId: 'urn:botframework:azureusgov',
};

export type Channel = {
  adapter: CloudAdapter;
  /**
   * A cheap look at a token that nothing has verified yet. For every `tid` that the connector is
   * shown it remembers four more issuers for ever, so strangers must not reach it.
   */
  mayBeFromChannel(authorization: string | undefined): boolean;
  /** The bot's own token, for what it sends; none on one machine. */
  token(): Promise<string | undefined>;
};

type CredentialsFactory = ConfigurationServiceClientCredentialFactory;

/** The adapter that takes tokens of the Bot Framework channel only; in loopback mode, no tokens. */
export async function createChannel(
  config: Pick<Config, 'loopback' | 'registration' | 'channelOpenIdUrl'>,
  credentialsFactory?: CredentialsFactory,
): Promise<Channel> {
  const { registration } = config;
  if (registration === undefined) {
    // An adapter without credentials takes everybody in: that is for one machine only.
    if (!config.loopback) throw new Error('No bot registration, and not in loopback mode');
    const open = new ConfigurationBotFrameworkAuthentication({});
    const adapter = new CloudAdapter(withOneClient(open));
    return { adapter, mayBeFromChannel: () => true, token: async () => undefined };
  }
  const cloud = await cloudAt(config.channelOpenIdUrl);
  const issuer = cloud.ToBotFromChannelTokenIssuer;
  const factory = credentialsFactory ?? credentialsOf(registration);
  const authentication = new ConfigurationBotFrameworkAuthentication(cloud, factory, {
    requiredEndorsements: [],
    validateClaims: async (claims) => claimsFault(issuer, claims),
  });
  return {
    adapter: new CloudAdapter(withOneClient(authentication)),
    mayBeFromChannel: (authorization) =>
      claimsToBeFrom(
        { issuer, tenants: [registration.tenantId, botFrameworkTenant] },
        authorization,
      ),
    token: tokenOf(factory, registration.appId, cloud),
  };
}

/** MSAL keeps the token until it is about to lapse, in the one set of credentials that is made here. */
function tokenOf(factory: CredentialsFactory, appId: string, cloud: Cloud) {
  const made = factory.createCredentials(
    appId,
    cloud.ToChannelFromBotOAuthScope,
    cloud.ToChannelFromBotLoginUrl,
    true,
  );
  made.catch(() => undefined);
  return async (): Promise<string | undefined> => {
    const credentials: object = await made;
    if (!('getToken' in credentials) || typeof credentials.getToken !== 'function')
      return undefined;
    const token: unknown = await credentials.getToken();
    return typeof token === 'string' ? token : undefined;
  };
}

/** Another address than a known cloud's fixes the issuer by the document that is found there. */
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
  const response = await fetch(openIdUrl, { signal: AbortSignal.timeout(10_000) });
  const document = v.object({ issuer: v.optional(v.string()) });
  return v.parse(document, await response.json()).issuer;
}

function credentialsOf(registration: BotRegistration): CredentialsFactory {
  return new ConfigurationServiceClientCredentialFactory({
    MicrosoftAppId: registration.appId,
    MicrosoftAppType: registration.type,
    MicrosoftAppTenantId: registration.tenantId,
    ...(registration.type === 'SingleTenant' && { MicrosoftAppPassword: registration.password }),
  });
}

/**
 * The connector alone would also take tokens of Entra for bots (skills) and of the emulator, which
 * name no service URL, and tokens that never expire.
 */
function claimsFault(issuer: string, claims: readonly { type: string; value: unknown }[]): void {
  const value = (type: string) => claims.find((claim) => claim.type === type)?.value;
  if (value('iss') !== issuer) throw new Error('Token of another issuer');
  if (typeof value('serviceurl') !== 'string') throw new Error('Token without service URL');
  if (typeof value('exp') !== 'number') throw new Error('Token without end');
}

/** Channel tokens carry no `tid` today; should they ever, it is one of two. */
const botFrameworkTenant = 'd6d49420-f39b-4df7-a1dc-d59a935871db';

const Header = v.object({ alg: v.picklist(['RS256', 'RS384', 'RS512']), kid: v.string() });
const Payload = v.object({
  iss: v.string(),
  serviceurl: v.string(),
  exp: v.number(),
  tid: v.optional(v.string()),
});

function claimsToBeFrom(
  { issuer, tenants }: { issuer: string; tenants: readonly string[] },
  authorization: string | undefined,
): boolean {
  const [, header, payload] = /^Bearer ([\w-]+)\.([\w-]+)\.[\w-]+$/.exec(authorization ?? '') ?? [];
  const { success, output } = v.safeParse(Payload, decode(payload));
  if (!success || output.iss !== issuer || !v.is(Header, decode(header))) return false;
  return output.tid === undefined || tenants.includes(output.tid);
}

function decode(part: string | undefined): unknown {
  try {
    return JSON.parse(Buffer.from(part ?? '', 'base64url').toString());
  } catch {
    return undefined;
  }
}

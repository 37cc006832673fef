import type { ConfigurationServiceClientCredentialFactory } from 'botbuilder';
import { onceForSecret } from '../../src/once-for-secret.ts';

/** The tokens that the bot sends messages with. */
export type ChannelTokens = {
  /** Undefined on one machine. Throws where the login gives none. */
  get(): Promise<string | undefined>;
  /** Teams refused this token, and did nothing. The next one is new. */
  refused(token: string): void;
};

export const noTokens: ChannelTokens = { get: async () => undefined, refused: () => undefined };

/** Asks for a token: the kept one, or a new one even if one is kept. */
export type AskToken = (which: 'kept' | 'new') => Promise<string | undefined>;

/** The bot also keeps a new token that Teams refuses, for so long. So a bot without rights does not flood the login. */
const freshMs = 60_000;

/**
 * Hands out the kept token until Teams refuses it. The libraries go by the machine's clock alone: after somebody set
 * that back, they hand out a token that has lapsed.
 */
export function channelTokens(ask: AskToken, moment = () => performance.now()): ChannelTokens {
  let current: string | undefined;
  let isRefused = false;
  let freshUntil = Number.NEGATIVE_INFINITY;
  let renewing: Promise<string | undefined> | undefined;

  async function renew(): Promise<string | undefined> {
    const token = await ask('new');
    isRefused = false;
    freshUntil = moment() + freshMs;
    return token;
  }

  return {
    async get() {
      if (isRefused) {
        renewing ??= renew().finally(() => {
          renewing = undefined;
        });
      }
      const token = await (renewing ?? ask('kept'));
      if (!isRefused) current = token;
      return token;
    },
    refused(token) {
      if (token === current && moment() >= freshUntil) isRefused = true;
    },
  };
}

type Password = {
  /** The password as it is now. */
  password: () => string;
  factoryFor: (
    password: string,
  ) => Pick<ConfigurationServiceClientCredentialFactory, 'createCredentials'>;
};
type Login = { appId: string; scope: string; loginUrl: string };

/** botbuilder's own credentials, made once for each password: they keep the token. */
export function askByPassword(
  { password, factoryFor }: Password,
  { appId, scope, loginUrl }: Login,
): AskToken {
  const made = onceForSecret(
    password,
    async (now): Promise<object> =>
      await factoryFor(now).createCredentials(appId, scope, loginUrl, true),
  );
  return async (which) => {
    const credentials = await made.get();
    if (!('getToken' in credentials) || typeof credentials.getToken !== 'function')
      return undefined;
    const token: unknown = await credentials.getToken(which === 'new');
    return typeof token === 'string' ? token : undefined;
  };
}

export type ManagedIdentity = {
  getToken(scope: string): Promise<{ token: string } | null>;
  /** The next token is a new one. */
  forget(): void;
};

/**
 * Asks a managed identity. botbuilder would ask `DefaultAzureCredential`, which cannot forget a token, and which takes
 * a secret for Graph, where there is one, for the bot's own.
 */
export const askManagedIdentity =
  (identity: ManagedIdentity, scope: string): AskToken =>
  async (which) => {
    if (which === 'new') identity.forget();
    return (await identity.getToken(`${scope}/.default`))?.token;
  };

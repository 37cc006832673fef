import type { Credential } from './credential.ts';

/** The call never left this machine. */
export class Unsent extends Error {
  override readonly name = 'Unsent';
}
/** Entra gives the bot no token. */
class NoToken extends Error {
  override readonly name = 'NoToken';
}

export type KeptTokens = {
  /** The token for a call. Throws `Unsent` or `NoToken`. */
  get(): Promise<string>;
  /** Graph took this token. */
  taken(token: string): void;
  /**
   * Graph refused this token, and did nothing. `kept`: the bot had kept it, and may ask again with a new one. `new`: a
   * new one fares no better, so Graph refuses the bot.
   */
  refused(token: string): 'kept' | 'new';
};

type Settings = { graphUrl: string; timeoutMs: number; moment?: () => number };

/** Two refusals within so long count as one trouble: longer than any wait between two tries. */
const troubleMs = 120_000;

/**
 * Keeps the token for Graph until Graph refuses it. The library under @azure/identity goes by the machine's clock
 * alone: after somebody set that back, it hands out a token that has lapsed. It does not hear of a revoked token,
 * either.
 */
export function keepTokens(credential: Credential, settings: Settings): KeptTokens {
  const { graphUrl, timeoutMs, moment = () => performance.now() } = settings;
  const scope = `${graphUrl.replace(/\/+$/, '')}/.default`;
  let asking: Promise<string> | undefined;
  let current: string | undefined;
  let dropped: { token: string; as: 'kept' | 'new' } | undefined;
  let drops = 0;
  /** Since the bot last dropped a token that it had kept. */
  let troubleAt: number | undefined;
  /** Graph has taken no token since. */
  let isUnproven = false;

  async function ask(): Promise<string> {
    const before = drops;
    const token = await tokenFrom(credential, scope, timeoutMs);
    // A token that was asked for before a refusal may be the refused one.
    if (drops !== before) return token;
    current = token;
    // The login keeps its tokens, too: if it gives the same one again, there is no newer one.
    if (dropped?.token === token) dropped = undefined;
    return token;
  }

  return {
    get() {
      if (asking !== undefined) return asking;
      const asked = ask().finally(() => {
        if (asking === asked) asking = undefined;
      });
      asking = asked;
      return asked;
    },
    taken(token) {
      if (token === current) isUnproven = false;
    },
    refused(token) {
      if (token !== current) return dropped?.token === token ? dropped.as : 'kept';
      const isTrouble = troubleAt !== undefined && moment() - troubleAt < troubleMs;
      const as = isUnproven || isTrouble ? 'new' : 'kept';
      if (as === 'kept') troubleAt = moment();
      isUnproven = true;
      dropped = { token, as };
      drops += 1;
      current = undefined;
      asking = undefined;
      credential.forget();
      return as;
    },
  };
}

async function tokenFrom(credential: Credential, scope: string, timeoutMs: number) {
  const abortSignal = AbortSignal.timeout(timeoutMs);
  const token = await credential.getToken(scope, { abortSignal }).catch((cause: unknown) => {
    throw isRefusal(cause)
      ? new NoToken('Entra gives us no token', { cause })
      : new Unsent('No token for the moment', { cause });
  });
  if (token === null) throw new NoToken('Entra gives us no token');
  return token.token;
}

/**
 * True when Entra refused, or no identity is set up. @azure/identity wraps network failures in the same errors, so
 * its words decide: secrets and certificates (AADSTS7…), unknown tenant, blocked sign-in.
 */
function isRefusal(error: unknown): boolean {
  const words = error instanceof Error ? error.message : '';
  return /AADSTS(7\d{5,}|90002|53003)|invalid_client|unauthorized_client|managed ?identity/i.test(
    words,
  );
}

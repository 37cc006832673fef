import { createPublicKey, type KeyObject } from 'node:crypto';
import * as v from 'valibot';
import { dayMs } from '../../src/guests/times/spans.ts';
import type { Log } from '../../src/log.ts';
import { readDocument } from './read-document.ts';

export type ChannelKey = {
  key: KeyObject;
  /** The channels that the key may speak for. Empty: all. */
  endorsements: readonly string[];
  /** The algorithms of the signatures that the key may make. */
  algorithms: readonly string[];
};

export type ChannelKeys = {
  /** Finds the key of this name. Undefined: the key server knows none, or has not answered for too long. */
  find(name: string): Promise<ChannelKey | undefined>;
};

type Deps = {
  /** The address of the OpenID document, which says where the keys are. */
  openIdUrl: string;
  /** In milliseconds; never goes back. */
  moment: () => number;
  log: Pick<Log, 'info' | 'warn'>;
};

/**
 * https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication: keys are looked
 * up daily; Microsoft names a new one long before it is used, and five days are what every bot may keep the old ones.
 */
const freshMs = dayMs;
const staleMs = 5 * dayMs;
/** For both documents together. */
const patienceMs = 4_500;
/** A stranger who makes up names of keys costs the bot one fetch a minute. */
const betweenMs = 60_000;

/**
 * The keys with which the channel signs its tokens. Old keys serve for up to five days while the bot fetches new ones,
 * or cannot. A caller waits for a fetch only where the bot does not know its key or its keys are older, and never
 * longer than five seconds.
 */
export function channelKeys({ openIdUrl, moment, log }: Deps): ChannelKeys {
  let keys: ReadonlyMap<string, ChannelKey> = new Map();
  let fetchedAt = Number.NEGATIVE_INFINITY;
  let triedAt = Number.NEGATIVE_INFINITY;
  let fetching: Promise<void> | undefined;

  async function fetchNow(): Promise<void> {
    triedAt = moment();
    try {
      keys = await fetchKeys(openIdUrl);
      fetchedAt = moment();
      log.info('channel keys fetched', { count: keys.size });
    } catch (error) {
      const minutes = Math.round((moment() - fetchedAt) / 60_000);
      log.warn('channel keys not fetched', { error, minutes: keys.size > 0 ? minutes : null });
    } finally {
      fetching = undefined;
    }
  }

  /** Fetches at most once a minute. Callers that come meanwhile share the fetch. */
  function refresh(): Promise<void> {
    if (fetching === undefined && moment() - triedAt >= betweenMs) fetching = fetchNow();
    return fetching ?? Promise.resolve();
  }

  return {
    async find(name) {
      const age = moment() - fetchedAt;
      const known = keys.get(name);
      if (known === undefined || age >= staleMs) {
        await refresh();
        return moment() - fetchedAt < staleMs ? keys.get(name) : undefined;
      }
      if (age >= freshMs) void refresh();
      return known;
    },
  };
}

/** The channel's keys name no algorithm; its OpenID document names this one. */
const usualAlgorithms = ['RS256'];
const OpenId = v.object({
  jwks_uri: v.pipe(v.string(), v.url()),
  id_token_signing_alg_values_supported: v.optional(v.array(v.string()), usualAlgorithms),
});
const KeySet = v.object({ keys: v.array(v.unknown()) });
const Rsa = v.looseObject({
  kty: v.optional(v.literal('RSA'), 'RSA'),
  kid: v.string(),
  n: v.string(),
  e: v.string(),
  alg: v.optional(v.string()),
  endorsements: v.optional(v.array(v.string()), []),
});

async function fetchKeys(openIdUrl: string): Promise<Map<string, ChannelKey>> {
  const began = performance.now();
  const left = () => Math.max(0, patienceMs - (performance.now() - began));
  const { jwks_uri: keysUrl, id_token_signing_alg_values_supported: usual } = v.parse(
    OpenId,
    await readDocument(openIdUrl, left()),
  );
  // A document that came over https must not lead to keys that anybody on the way can change.
  if (new URL(keysUrl).protocol !== new URL(openIdUrl).protocol)
    throw new Error('The key server names keys elsewhere');
  const { keys } = v.parse(KeySet, await readDocument(keysUrl, left()));
  const usable = new Map(keys.flatMap((jwk) => readKey(jwk, usual) ?? []));
  if (usable.size === 0) throw new Error('The key server names no key');
  return usable;
}

/** A shorter key gives no signature that holds: https://www.rfc-editor.org/rfc/rfc7518#section-3.3 */
const fewestBits = 2048;

/** Undefined where no token can be checked with it. The other keys serve all the same. */
function readKey(jwk: unknown, usual: readonly string[]): [[string, ChannelKey]] | undefined {
  const { success, output } = v.safeParse(Rsa, jwk);
  if (!success) return undefined;
  const { kty, n, e, kid, alg, endorsements } = output;
  try {
    const key = createPublicKey({ key: { kty, n, e }, format: 'jwk' });
    const isLong = (key.asymmetricKeyDetails?.modulusLength ?? 0) >= fewestBits;
    const algorithms = alg === undefined ? usual : [alg];
    return isLong ? [[kid, { key, endorsements, algorithms }]] : undefined;
  } catch {
    return undefined;
  }
}

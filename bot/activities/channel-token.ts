import { decodeJwt, decodeProtectedHeader, errors, jwtVerify } from 'jose';
import * as v from 'valibot';
import type { ChannelKeys } from './channel-keys.ts';
import type { ActivityOrigin } from './read-activity.ts';

/** The sender, as a good token names it. */
export type Caller = {
  /**
   * True where the token allows the activity: it names the same service URL, and a channel that the key may speak for.
   */
  speaksFor(activity: Pick<ActivityOrigin, 'serviceUrl' | 'channelId'>): boolean;
};

export type TokenRule = {
  issuer: string;
  /** The bot's own id. */
  audience: string;
  /** Channel tokens carry no tenant today. If they ever do, it must be one of these. */
  tenants: readonly string[];
  keys: ChannelKeys;
};

const algorithms = ['RS256', 'RS384', 'RS512'];
const Header = v.object({ alg: v.picklist(algorithms), kid: v.string() });
const Claims = v.object({
  iss: v.string(),
  serviceurl: v.string(),
  exp: v.number(),
  tid: v.optional(v.string()),
});
const clockToleranceSeconds = 5 * 60;

/**
 * Checks a token before the bot reads anything else of the request. Only tokens of the Bot Framework channel pass.
 * Entra's tokens for other bots and the emulator's tokens name another issuer or no service URL. The bot refuses tokens
 * without an end, too. Undefined: refused.
 */
export async function callerOf(
  rule: TokenRule,
  authorization: string | undefined,
): Promise<Caller | undefined> {
  const [, token] = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/.exec(authorization ?? '') ?? [];
  if (token === undefined) return undefined;
  try {
    return await verified(rule, token);
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof v.ValiError) return undefined;
    // jose throws this for a token that it cannot even take apart.
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

async function verified(rule: TokenRule, token: string): Promise<Caller | undefined> {
  // Strangers cost no more than this: the bot looks up no key for a token that cannot be good.
  const { kid, alg } = v.parse(Header, decodeProtectedHeader(token));
  const { iss, tid, serviceurl: serviceUrl } = v.parse(Claims, decodeJwt(token));
  if (iss !== rule.issuer || (tid !== undefined && !rule.tenants.includes(tid))) return undefined;
  const found = await rule.keys.find(kid);
  if (!found?.algorithms.includes(alg)) return undefined;
  await jwtVerify(token, found.key, {
    algorithms: [alg],
    issuer: rule.issuer,
    audience: rule.audience,
    clockTolerance: clockToleranceSeconds,
    requiredClaims: ['exp'],
  });
  const { endorsements } = found;
  return {
    speaksFor: (activity) =>
      activity.serviceUrl === serviceUrl &&
      (endorsements.length === 0 || endorsements.includes(activity.channelId ?? '')),
  };
}

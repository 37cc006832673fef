import { decodeJwt, decodeProtectedHeader, errors, jwtVerify } from 'jose';
import * as v from 'valibot';
import type { ChannelKeys } from './channel-keys.ts';
import type { ActivityOrigin } from './read-activity.ts';

/** What a good token says of whoever sent it. */
export type Caller = {
  /** Whether an activity may come from there: it names the same service URL, and a channel that the key may speak for. */
  speaksFor(activity: Pick<ActivityOrigin, 'serviceUrl' | 'channelId'>): boolean;
};

export type TokenRule = {
  issuer: string;
  /** The bot's own id. */
  audience: string;
  /** Channel tokens carry no tenant today; should they ever, it is one of these. */
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
 * Looks at a token, before anything else of the request is read: only the Bot Framework channel's pass. Tokens of Entra
 * for other bots and the emulator's name another issuer or no service URL; those without an end are refused too.
 * Undefined: not one of these.
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
    // What jose says of a token that cannot even be taken apart.
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

async function verified(rule: TokenRule, token: string): Promise<Caller | undefined> {
  // Strangers cost no more than this: no key is looked up for a token that could not be good.
  const { kid } = v.parse(Header, decodeProtectedHeader(token));
  const { iss, tid, serviceurl: serviceUrl } = v.parse(Claims, decodeJwt(token));
  if (iss !== rule.issuer || (tid !== undefined && !rule.tenants.includes(tid))) return undefined;
  const found = await rule.keys.find(kid);
  if (found === undefined) return undefined;
  await jwtVerify(token, found.key, {
    algorithms,
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

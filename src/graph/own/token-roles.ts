import * as v from 'valibot';
import type { KeptTokens } from '../client/kept-tokens.ts';

const claims = v.object({ roles: v.optional(v.array(v.string()), []) });

/**
 * The application permissions in a token for Graph:
 * https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference. Undefined where the bot cannot
 * read the token: tokens for Graph are for Graph alone, so that is no fault. The token goes nowhere else.
 */
export async function readTokenRoles(
  tokens: Pick<KeptTokens, 'get'> | undefined,
): Promise<readonly string[] | undefined> {
  const token = await tokens?.get();
  return token === undefined ? undefined : rolesIn(token);
}

function rolesIn(token: string): readonly string[] | undefined {
  const [, payload = ''] = token.split('.');
  try {
    const bytes = atob(payload.replaceAll('-', '+').replaceAll('_', '/'));
    const text = new TextDecoder().decode(Uint8Array.from(bytes, (sign) => sign.charCodeAt(0)));
    return v.parse(claims, JSON.parse(text)).roles.toSorted();
  } catch {
    return undefined;
  }
}

import * as v from 'valibot';
import type { GraphClient } from '../client/client.ts';
import { odataText } from '../client/graph-path.ts';
import { tryRead } from '../client/read-graph.ts';

/** One secret or certificate of an application. */
export type CredentialEnd = {
  kind: 'secret' | 'certificate';
  /** The first characters of a secret, by which the bot finds its own. */
  hint: string | undefined;
  endsAt: Date;
};

const when = v.pipe(
  v.string(),
  v.transform((text) => new Date(text)),
);
const credentials = v.nullish(
  v.array(v.object({ endDateTime: when, hint: v.nullish(v.string()) })),
  [],
);
const applicationsBody = v.object({
  value: v.array(v.object({ passwordCredentials: credentials, keyCredentials: credentials })),
});

/**
 * Reads the secrets and certificates of the application with this appId. Undefined: this tenant has no such
 * application; a managed identity has none. `not readable`: the permission Application.Read.All is missing.
 */
export async function readCredentialEnds(
  client: GraphClient,
  appId: string,
): Promise<CredentialEnd[] | 'not readable' | undefined> {
  const query = {
    $select: 'id,appId,passwordCredentials,keyCredentials',
    $filter: `appId eq ${odataText(appId)}`,
  };
  const answer = await tryRead(client, { path: '/applications', query }, applicationsBody);
  if (answer.kind !== 'read') return 'not readable';
  const [found] = answer.value.value;
  return (
    found && [
      ...(found.passwordCredentials ?? []).map(({ hint, endDateTime }) => ({
        kind: 'secret' as const,
        hint: hint ?? undefined,
        endsAt: endDateTime,
      })),
      ...(found.keyCredentials ?? []).map(({ endDateTime }) => ({
        kind: 'certificate' as const,
        hint: undefined,
        endsAt: endDateTime,
      })),
    ]
  );
}

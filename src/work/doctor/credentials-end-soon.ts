import type { CredentialEnd } from '../../graph/own/credential-ends.ts';
import { dayMs } from '../../guests/times/spans.ts';
import { type Finding, inArea } from './finding.ts';

const found = inArea('credentials');
/** Days. Long enough to ask somebody for a new one. */
const soon = 30;

/** A credential with which the bot signs in, to Graph or to Teams. */
export type OwnCredential = {
  what: 'graph' | 'teams';
  kind: 'secret' | 'certificate' | 'managed identity';
  appId: string;
  /** The secret that the bot uses now. Graph knows its first characters. */
  secret?: (() => string) | undefined;
};

type Deps = {
  readEnds: (appId: string) => Promise<CredentialEnd[] | 'not readable' | undefined>;
  now: () => Date;
};

/**
 * Says how long each secret and certificate still lasts. Of several secrets the one that the bot uses counts, of
 * several certificates the one that lasts longest.
 */
export async function checkCredentials(
  deps: Deps,
  credentials: readonly OwnCredential[],
): Promise<Finding[]> {
  return await Promise.all(credentials.map((each) => checkOne(deps, each)));
}

async function checkOne(
  deps: Deps,
  { what, kind, appId, secret }: OwnCredential,
): Promise<Finding> {
  if (kind === 'managed identity') return found('credential not needed', { what });
  const ends = await deps.readEnds(appId);
  if (ends === 'not readable') return found('credential not readable', { what });
  const last = lastEnd(
    (ends ?? []).filter((end) => end.kind === kind),
    secret?.(),
  );
  if (last === undefined) return found('credential not found', { what, kind });
  const left = last.getTime() - deps.now().getTime();
  const day = last.toISOString().slice(0, 10);
  if (left <= 0) return found('credential over', { what, kind, day });
  const days = Math.floor(left / dayMs);
  return found(days <= soon ? 'credential ends soon' : 'credential lasts', {
    what,
    kind,
    day,
    days,
  });
}

function lastEnd(ends: readonly CredentialEnd[], hint: string | undefined): Date | undefined {
  const own = ends.filter((end) => end.hint !== undefined && hint?.startsWith(end.hint));
  // Graph keeps hints of secrets alone.
  const candidates = own.length > 0 || hint !== undefined ? own : ends;
  return candidates.map(({ endsAt }) => endsAt).toSorted((a, b) => b.getTime() - a.getTime())[0];
}

import * as v from 'valibot';
import type { Directory } from '../../graph/directory.ts';
import type { Reason } from '../../guests/reason.ts';
import { dayMs } from '../../guests/times/spans.ts';
import { readValue, writeValue } from '../../store/kept-values.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';
import type { OperatorDeps } from '../telling/audience.ts';
import { type TellDeps, tellOperators } from '../telling/tell-people.ts';
import { checkCredentials, type OwnCredential } from './credentials-end-soon.ts';
import type { Finding } from './finding.ts';

export type LookAtCredentialsDeps = WorkDeps &
  TellDeps &
  OperatorDeps &
  Pick<Directory, 'readCredentialEnds'> & {
    /** The credentials with which the bot signs in. */
    credentials: readonly OwnCredential[];
  };

const lookName = 'look for ending credentials';
const lookShape = v.object({ at: v.pipe(v.string(), v.transform(Date.parse)) });

/**
 * Looks once a day how long the bot's secrets and certificates still last. It warns the operators on each day on which
 * `checkCredentials` finds that one ends soon or is over. Any replica may do it, and it may run twice: nobody hears the
 * same of a day twice. Throws GraphUnavailable: then the bot looks again.
 */
export async function lookAtCredentials(
  deps: LookAtCredentialsDeps,
  tenantId: string,
): Promise<void> {
  const { db, credentials, readCredentialEnds: readEnds } = deps;
  const now = deps.clock.now();
  if (!(await isLookDue(deps, now))) return;
  const found = await checkCredentials({ readEnds, now: () => now }, credentials);
  for (const finding of found) {
    const reason = reasonOf(finding);
    if (reason === undefined) continue;
    const { what, kind } = finding.values ?? {};
    const topic = `credential ends ${what} ${kind}`;
    const subjectId = Math.floor(now.getTime() / dayMs);
    await tellOperators(deps, tenantId, { reason, subjectId, topic });
    deps.log.warn('credential ends', { purpose: String(what), code: finding.code });
  }
  await writeValue(db, lookName, { at: now.toISOString() }, now);
}

/** Due also where the clock went back. */
async function isLookDue({ db }: Pick<LookAtCredentialsDeps, 'db'>, now: Date): Promise<boolean> {
  const last = v.safeParse(lookShape, await readValue(db, lookName));
  if (!last.success) return true;
  const passed = now.getTime() - last.output.at;
  return passed < 0 || passed >= dayMs;
}

function reasonOf({ code, values = {} }: Finding): Reason | undefined {
  const { what = '', kind = '', day = '', days = 0 } = values;
  if (code === 'credential ends soon')
    return { code: 'credential ends', values: { what, kind, day, days } };
  if (code === 'credential over') return { code: 'credential over', values: { what, kind, day } };
  return undefined;
}

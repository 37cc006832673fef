import * as v from 'valibot';
import type { Directory } from '../../graph/directory.ts';
import { projectAt } from '../../guests/approval/stages.ts';
import { dayMs } from '../../guests/times/spans.ts';
import { standingIn } from '../../store/approvals/stand-ins.ts';
import { readValue, writeValue } from '../../store/kept-values.ts';
import { readProject } from '../../store/projects.ts';
import {
  everyLeaver,
  forgetLeaver,
  noteLeaver,
  openQuestions,
  openRequesters,
  type SomebodyHere,
  untoldLeavers,
} from '../../store/telling/leavers.ts';
import { ownersOf } from '../telling/audience.ts';
import { type HandOverDeps, handOver } from './hand-over.ts';

export type LeaverDeps = HandOverDeps &
  Pick<Directory, 'readPerson'> & {
    /** On one machine people need not exist in the directory. */
    loopback: boolean;
  };

const lookName = 'look for leavers';
const lookShape = v.object({ at: v.pipe(v.string(), v.transform(Date.parse)) });

/**
 * Looks once a day whether the people with open matters are still there, and hands over the matters of people who are
 * blocked or gone. A person whom another read has found gone is handed over at once. Any replica may do it, and it may
 * run twice. Throws GraphUnavailable: then the bot looks again.
 */
export async function watchLeavers(deps: LeaverDeps): Promise<void> {
  const now = deps.clock.now();
  if (await isLookDue(deps, now)) {
    await look(deps, now);
    await writeValue(deps.db, lookName, { at: now.toISOString() }, now);
  }
  for (const leaver of await untoldLeavers(deps.db)) await handOver(deps, leaver);
}

/** Due also where the clock went back. */
async function isLookDue({ db }: Pick<LeaverDeps, 'db'>, now: Date): Promise<boolean> {
  const last = v.safeParse(lookShape, await readValue(db, lookName));
  if (!last.success) return true;
  const passed = now.getTime() - last.output.at;
  return passed < 0 || passed >= dayMs;
}

async function look(deps: LeaverDeps, now: Date): Promise<void> {
  const { db } = deps;
  const gone = await everyLeaver(db);
  const others = [...(await standingIn(db, now)), ...gone];
  const all = [...(await openRequesters(db)), ...(await deciders(deps)), ...others];
  const people = new Map(
    all.map((each) => [`${each.tenantId} ${each.personId.toLowerCase()}`, each]),
  );
  for (const each of people.values()) {
    if (await isGone(deps, each)) await noteLeaver(db, each, now);
    else await forgetLeaver(db, each);
  }
  deps.log.info('leavers looked for', { people: people.size });
}

/** Everybody who may decide on something that waits. */
async function deciders(deps: LeaverDeps): Promise<SomebodyHere[]> {
  const questions = await openQuestions(deps.db);
  const owners = new Map<string, readonly string[]>();
  for (const [key, question] of new Map(questions.map((each) => [each.decidersKey, each]))) {
    const project = await readProject(deps.db, question.projectKey);
    const deciding = project && projectAt(project, question);
    owners.set(key, deciding === undefined ? [] : await ownersOf(deps, deciding));
  }
  return questions.flatMap((question) => {
    const { tenantId, rule, escalatedAt } = question;
    const further = escalatedAt === null ? [] : rule.escalateTo;
    const people = [...(owners.get(question.decidersKey) ?? []), ...further];
    return people.map((personId) => ({ tenantId, personId }));
  });
}

async function isGone(
  { readPerson, loopback }: Pick<LeaverDeps, 'readPerson' | 'loopback'>,
  { personId }: SomebodyHere,
): Promise<boolean> {
  const person = await readPerson(personId);
  if (person === undefined) return !loopback;
  return person.userType !== 'Member' || !person.accountEnabled;
}

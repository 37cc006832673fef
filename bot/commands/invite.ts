import type { PartnerRow } from '../../src/guests/list/partner-row.ts';
import { typedLayout } from '../../src/guests/list/read-entry.ts';
import { readTypedLine } from '../../src/guests/list/typed-line.ts';
import { findProject } from '../../src/guests/project/project-file.ts';
import { mayDo } from '../../src/guests/rights.ts';
import { nearest } from '../../src/guests/text/nearest.ts';
import type { Choice } from '../../src/store/requests/requests.ts';
import { readRights } from '../../src/work/rights/read-rights.ts';
import type { BotDeps } from '../turns/deps.ts';
import { reviewNow, storeList, withWord } from '../turns/draft-request.ts';
import { sayNotice } from '../turns/say-notice.ts';
import type { Turn } from '../turns/turn.ts';

/** `invite <who> to <project>`, one partner or several. */
export async function invite(deps: BotDeps, turn: Turn, rest: string): Promise<void> {
  const { partners, ...said } = readTypedLine(rest);
  if (partners.length === 0) return await sayNotice(turn, { notice: 'nobody named' });
  const typed: Typed = { source: partners.length > 1 ? 'list' : 'line', partners, choice: {} };
  await withWord(deps, turn, takeLine(deps, turn, said.project, typed));
}

async function takeLine(
  deps: BotDeps,
  turn: Turn,
  project: string | undefined,
  typed: Typed,
): Promise<void> {
  if (project !== undefined && !(await isProject(deps, turn, project))) return;
  await takeTyped(deps, turn, typed);
}

/** A pasted list without a word beside it: the review card asks for the project. */
export async function takePasted(
  deps: BotDeps,
  turn: Turn,
  partners: readonly PartnerRow[],
): Promise<void> {
  await withWord(deps, turn, takeTyped(deps, turn, { source: 'list', partners, choice: {} }));
}

type Typed = { source: 'list' | 'line'; partners: readonly PartnerRow[]; choice: Choice };

async function takeTyped(deps: BotDeps, turn: Turn, typed: Typed): Promise<void> {
  if (!(await mayAsk(deps, turn, typed.partners.length >= deps.config.limits.bulkFrom))) return;
  const requestId = await storeList(deps, turn, { ...typed, layout: typedLayout, notes: [] });
  await reviewNow(deps, turn, requestId);
}

/** Whether this person may ask for invitations now; says so where not. */
export async function mayAsk(deps: BotDeps, turn: Turn, many: boolean): Promise<boolean> {
  const rights = await readRights(deps.rights, turn.who, []);
  const relation = { requester: true, owner: false };
  if (!mayDo('invite', rights, relation)) {
    await sayNotice(turn, { notice: 'may not ask' });
    return false;
  }
  if (many && !mayDo('invite many', rights, relation)) {
    await sayNotice(turn, {
      notice: 'may not ask with files',
      values: { most: deps.config.limits.bulkFrom - 1 },
    });
    return false;
  }
  return true;
}

/** A project nobody knows is better said at once than on a card. */
export async function isProject(deps: BotDeps, turn: Turn, said: string): Promise<boolean> {
  const projects = await deps.projects();
  if (findProject(projects, said) !== undefined) return true;
  const rights = await readRights(deps.rights, turn.who, []);
  // Names of projects are for those who may invite.
  if (!mayDo('invite', rights, { requester: true, owner: false })) {
    await sayNotice(turn, { notice: 'may not ask' });
    return false;
  }
  const names = projects.flatMap(({ key, name }) => [key, name]);
  await sayNotice(turn, {
    notice: 'project unknown',
    values: { project: said, nearest: nearest(said, names) ?? '' },
    items: projects.map(({ key, name }) => (key === name ? name : `${name} (${key})`)),
  });
  return false;
}

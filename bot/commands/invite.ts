import type { PartnerRow } from '../../src/guests/list/partner-row.ts';
import { typedLayout } from '../../src/guests/list/read-entry.ts';
import { readTypedLine } from '../../src/guests/list/typed-line.ts';
import type { Choice } from '../../src/store/requests/requests.ts';
import { type May, refused } from '../rights/guarded.ts';
import { mayAsk, type WantedList } from '../rights/invite-rights.ts';
import type { BotDeps } from '../turns/deps.ts';
import { reviewNow, storeList } from '../turns/draft-request.ts';
import type { Turn } from '../turns/turn.ts';
import { spoken } from './command.ts';

export const mayInvite: May<string, undefined> = async (deps, turn, rest) => {
  const { partners, project } = readTypedLine(rest);
  return partners.length === 0
    ? refused({ notice: 'nobody named' })
    : await mayAsk(deps, turn, wanted(deps, partners, project));
};

/** `invite <who> to <project>`, one partner or several. */
export async function invite(deps: BotDeps, turn: Turn, rest: string): Promise<void> {
  const { partners } = readTypedLine(rest);
  const source = partners.length > 1 ? 'list' : 'line';
  await takeTyped(deps, turn, { source, partners, choice: {} });
}

/** A pasted list without a word beside it: the review card asks for the project. */
export const takePasted = spoken<readonly PartnerRow[], undefined>({
  may: (deps, turn, partners) => mayAsk(deps, turn, wanted(deps, partners, undefined)),
  run: (deps, turn, partners) => takeTyped(deps, turn, { source: 'list', partners, choice: {} }),
});

const wanted = (
  { config }: BotDeps,
  partners: readonly PartnerRow[],
  project: string | undefined,
): WantedList => ({ many: partners.length >= config.limits.bulkFrom, project });

type Typed = { source: 'list' | 'line'; partners: readonly PartnerRow[]; choice: Choice };

async function takeTyped(deps: BotDeps, turn: Turn, typed: Typed): Promise<void> {
  const requestId = await storeList(deps, turn, { ...typed, layout: typedLayout, notes: [] });
  await reviewNow(deps, turn, requestId);
}

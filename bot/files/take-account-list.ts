import { readAccountList } from '../../src/guests/csv/read-account-list.ts';
import type { ListLimits } from '../../src/guests/csv/read-list.ts';
import { mayChangeAccounts } from '../rights/ending-rights.ts';
import { askForEnding } from '../turns/ask-for-ending.ts';
import type { BotDeps } from '../turns/bot-deps.ts';
import { sayNotice } from '../turns/say-notice.ts';
import type { Turn } from '../turns/turn.ts';
import type { KeptChunks } from './keep-chunks.ts';

/**
 * Takes a file in the layout of Microsoft's bulk deletion or restoration from an operator, and reviews each account.
 * False: the file has neither layout. Throws ListRefused.
 */
export async function takeAccountList(
  deps: BotDeps,
  turn: Turn,
  { name, bytes, limits }: { name: string; bytes: KeptChunks; limits: ListLimits },
): Promise<boolean> {
  const list = await readAccountList(bytes.all(), limits);
  if (list === undefined) return false;
  const { kind, people } = list;
  const verdict = await mayChangeAccounts(kind)(deps, turn, undefined);
  if (verdict.kind === 'refused') {
    await sayNotice(turn, verdict.notice);
    return true;
  }
  if (people.length === 0) {
    await sayNotice(turn, { notice: `${kind} whom` });
    return true;
  }
  const { rights } = verdict.given;
  const named = people.map((each) => ({ ...each, said: each.said.toLowerCase() }));
  const asked = await askForEnding(deps, turn, {
    wish: { kind, people: named, fileName: name },
    rights,
  });
  if ('notice' in asked) await sayNotice(turn, asked);
  return true;
}

import { mayDo } from '../../src/guests/rights.ts';
import { readLines } from '../../src/store/telling/person-settings.ts';
import { readRights } from '../../src/work/rights/read-rights.ts';
import { settingsCard } from '../cards/settings-card.ts';
import type { BotDeps } from '../turns/deps.ts';
import { sayNotice } from '../turns/say-notice.ts';
import type { Turn } from '../turns/turn.ts';

/** `settings`: what this person hears, and the choice of it. */
export async function settings(deps: BotDeps, turn: Turn): Promise<void> {
  if (turn.scope !== 'personal') return await sayNotice(turn, { notice: 'personal only' });
  const rights = await readRights(deps.rights, turn.who, []);
  if (!mayDo('settings', rights, { requester: true, owner: false })) {
    return await sayNotice(turn, { notice: 'refused' });
  }
  const lines = await readLines(deps.db, turn.who);
  await turn.say(settingsCard({ lines, saved: false }, turn.language));
}

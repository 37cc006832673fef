import { readLines } from '../../src/store/telling/person-settings.ts';
import { settingsCard } from '../cards/settings-card.ts';
import type { BotDeps } from '../turns/bot-deps.ts';
import type { Turn } from '../turns/turn.ts';

/** `settings`: shows what this person hears, and lets them choose. */
export async function settings({ db }: BotDeps, turn: Turn): Promise<void> {
  const lines = await readLines(db, turn.who);
  await turn.say(settingsCard({ lines, saved: false }, turn.language));
}

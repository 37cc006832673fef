import { doctorCard } from '../cards/doctor-card.ts';
import { findingLines } from '../doctor/finding-words.ts';
import type { BotDeps } from '../turns/bot-deps.ts';
import type { Turn } from '../turns/turn.ts';

/** `doctor`: looks at everything that the bot needs, and says what is wrong. */
export async function doctor({ examine }: BotDeps, turn: Turn): Promise<void> {
  const lines = findingLines(await examine(), turn.language);
  await turn.say(doctorCard({ lines }, turn.language));
}

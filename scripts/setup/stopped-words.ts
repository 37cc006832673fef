import { setupStepWords } from '../../bot/setup/setup-words.ts';
import type { Say } from '../../bot/words/say.ts';
import type { SetupStopped } from '../../src/work/setup/carry-out.ts';

/** What an administrator reads whom Graph refuses something, or who stopped set-up. */
export function stoppedWords({ step, why, message }: SetupStopped, say: Say): string {
  if (why === 'interrupted') return say('setup.interrupted', { text: setupStepWords(step, say) });
  const text = why === 'refused' ? message : say(`setup.${why}`);
  return say('setup.stopped', { text: `${step.name}: ${text}` });
}

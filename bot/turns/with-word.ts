import { noticeCard } from '../cards/notice-card.ts';
import { faultNotice } from './begin-turn.ts';
import type { BotDeps } from './bot-deps.ts';
import type { Turn } from './turn.ts';

type Words = 'reading' | 'checking';

const wordAfterMs = 600;
const over = { reading: 'read', checking: 'checked' } as const;

/**
 * Tells the person that work goes on, if it takes longer than people like to wait, and replaces those words when it is
 * over. Tells a fault that comes after those words as it tells one that comes before them. Says nothing to a person
 * whose right the bot does not know yet: a refusal is their only answer. A person who had the right within the last
 * hour need not wait for Graph.
 */
export async function withWord(
  deps: Pick<BotDeps, 'clock' | 'background' | 'log' | 'allowed'>,
  turn: Turn,
  { words, answer }: { words: Words; answer: (turn: Turn) => Promise<void> },
): Promise<void> {
  const right = Promise.withResolvers<'may'>();
  const asked = `${turn.asks} ${turn.who.personId}`;
  const granted = () => {
    deps.allowed.add(asked);
    right.resolve('may');
  };
  if (deps.allowed.has(asked)) right.resolve('may');
  const patience = new AbortController();
  const done = answer({ ...turn, granted })
    .then(() => 'done' as const)
    .finally(() => patience.abort());
  const first = await Promise.race([
    done,
    deps.clock.sleep(wordAfterMs, patience.signal).then(() => 'slow' as const),
  ]);
  if (first === 'done') return;
  const ended = done.catch(async (error: unknown) => {
    await turn.say(noticeCard(faultNotice(deps, turn, error), turn.language));
    return 'done' as const;
  });
  const word = Promise.race([ended, right.promise]).then((what) =>
    what === 'may' ? turn.sayForNow(noticeCard({ notice: words }, turn.language)) : undefined,
  );
  deps.background(
    ended.then(async () => (await word)?.(noticeCard({ notice: over[words] }, turn.language))),
  );
}

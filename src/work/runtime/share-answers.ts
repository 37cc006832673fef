import type { Clock } from './work-deps.ts';

/**
 * Asks about each id once and gives every caller within `forMs` that answer. It keeps no failed read: the next caller
 * reads again.
 */
export function shareAnswers<Answer>(
  clock: Pick<Clock, 'now'>,
  ask: (id: string) => Promise<Answer>,
  forMs: number,
): (id: string) => Promise<Answer> {
  const asked = new Map<string, { answer: Promise<Answer>; at: number }>();
  return (id) => {
    const now = clock.now().getTime();
    const known = asked.get(id);
    // A clock that was set back makes no answer last longer.
    if (known !== undefined && now >= known.at && now - known.at < forMs) return known.answer;
    const answer = ask(id);
    asked.set(id, { answer, at: now });
    answer.catch(() => {
      if (asked.get(id)?.answer === answer) asked.delete(id);
    });
    return answer;
  };
}

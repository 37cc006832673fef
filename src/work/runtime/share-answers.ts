import type { Clock } from './work-deps.ts';

/**
 * Asks about each id once and gives every caller within `forMs` that answer. It keeps no failed read: the next caller
 * reads again. An answer whose time is over goes with the next question.
 */
export function shareAnswers<Answer>(
  clock: Pick<Clock, 'now'>,
  ask: (id: string) => Promise<Answer>,
  forMs: number,
): (id: string) => Promise<Answer> {
  const asked = new Map<string, { answer: Promise<Answer>; at: number }>();
  return (id) => {
    const now = clock.now().getTime();
    // A clock that was set back makes no answer last longer.
    const isOver = (at: number) => now < at || now - at >= forMs;
    const known = asked.get(id);
    if (known !== undefined && !isOver(known.at)) return known.answer;
    // Few ids live at once, so one look at all of them is cheap.
    for (const [other, { at }] of asked) {
      if (isOver(at)) asked.delete(other);
    }
    const answer = ask(id);
    asked.set(id, { answer, at: now });
    answer.catch(() => {
      if (asked.get(id)?.answer === answer) asked.delete(id);
    });
    return answer;
  };
}

import { setImmediate } from 'node:timers/promises';

/** A place in long work where other work may run. */
export type Break = 'break';

/** Work that has breaks, and a result at its end. */
export type InTurns<Result> = Generator<Break, Result>;

/** Does the work without its breaks: it is short. */
export function atOnce<Result>(work: InTurns<Result>): Result {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

/** Does the work, and lets other work run at each break. */
export async function withBreaks<Result>(work: InTurns<Result>): Promise<Result> {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    await setImmediate();
  }
}

/** The events as they come, with room for other work at each break. */
export async function* betweenBreaks<Event extends object>(
  events: Iterable<Event | Break>,
): AsyncGenerator<Event> {
  for (const event of events) {
    if (event === 'break') await setImmediate();
    else yield event;
  }
}

/** So many lines, words or people take a few milliseconds: a break comes after each so many. */
export const atATime = 200;

/** The reader needs only milliseconds for so much. An empty cell costs work too. */
const enough = 8192;
const cellWorth = 8;

/** Makes the test that says after which record a break is due: after much text, or after many cells. */
export function startEffort(): (cells: readonly string[]) => boolean {
  let done = 0;
  return (cells) => {
    for (const cell of cells) done += cell.length + cellWorth;
    if (done < enough) return false;
    done = 0;
    return true;
  };
}

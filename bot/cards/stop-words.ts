import type { RequestKind } from '../../src/guests/step.ts';
import { type Language, sayFor } from '../words/say.ts';

/** A confirmed request that somebody may stop. `untouched`: it only waits for owners, and nothing has begun. */
export type Stoppable = { kind: RequestKind; untouched: boolean };

/** The words of a stop: every card asks before it stops a confirmed request. */
export function stopWords({ kind, untouched }: Stoppable, language: Language) {
  const say = sayFor(language, kind);
  const what = untouched ? 'running.withdraw' : 'running.stop';
  return { stop: say(what), stopAsk: say(`${what}.ask`), cancel: say(`${what}.yes`) };
}

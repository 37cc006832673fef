import type { GraphClient } from './client.ts';
import { type Heard, sortRead } from './sort-answer.ts';

/** A longer wait is the caller's decision. */
const longestPauseSeconds = 3;
const mostAsked = 3;

/**
 * Makes a client that repeats a read when Graph puts it off for a moment: twice, and for at most 3 seconds each. After
 * a token that has lapsed it repeats the read at once. It repeats only reads, which change nothing.
 */
export function patientReads(
  client: GraphClient,
  sleep: (ms: number) => Promise<void>,
): GraphClient {
  const read = client.read ?? client.send;
  return {
    root: client.root,
    send: (call) => client.send(call),
    async read(call) {
      for (let asked = 1; ; asked += 1) {
        const heard = await read(call);
        const pauseMs = asked === mostAsked ? undefined : pauseAfter(heard, asked);
        if (pauseMs === undefined) return heard;
        if (pauseMs > 0) await sleep(pauseMs);
      }
    },
  };
}

/** Milliseconds until the read is to be repeated. Undefined: it is not. */
function pauseAfter(heard: Heard, asked: number): number | undefined {
  // A new token comes with the next call.
  if (heard.kind === 'token lapsed') return 0;
  if (heard.kind !== 'answered') return undefined;
  const answer = sortRead(heard);
  if (answer.kind !== 'unavailable') return undefined;
  const { seconds = asked } = answer;
  return seconds > longestPauseSeconds ? undefined : seconds * 1000;
}

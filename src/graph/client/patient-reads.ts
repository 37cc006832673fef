import type { GraphClient } from './client.ts';
import { sortRead } from './sort-answer.ts';

/** A longer wait is the caller's decision. */
const longestPauseSeconds = 3;
const mostAsked = 3;

/**
 * Makes a client that repeats a read when Graph puts it off for a moment: twice, and for at most 3 seconds each. It
 * repeats only reads, which change nothing.
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
        if (heard.kind !== 'answered' || asked === mostAsked) return heard;
        const answer = sortRead(heard);
        if (answer.kind !== 'unavailable') return heard;
        const { seconds = asked } = answer;
        if (seconds > longestPauseSeconds) return heard;
        await sleep(seconds * 1000);
      }
    },
  };
}

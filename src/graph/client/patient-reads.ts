import { sortRead } from './answer.ts';
import type { GraphClient } from './client.ts';

/** Whoever has to wait longer is told so. */
const longestPauseSeconds = 3;
const mostAsked = 3;

/**
 * The same door to Graph, where a read that Graph puts off for a moment is asked again instead of failing what it is
 * part of. Only reads: they change nothing, and wait for nobody else.
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

import { type Finding, inArea } from './finding.ts';

const found = inArea('clock');
/** Seconds. Graph states whole seconds, and an answer takes a moment. */
const tolerated = 30;
/** Seconds. Entra refuses a certificate's proof from a clock that is off by so much. */
const refused = 300;

/** Compares this machine's clock with Graph's. `graph`: undefined where Graph has not answered. */
export function checkClock(own: Date, graph: Date | undefined): Finding {
  if (graph === undefined) return found('clock unknown');
  const seconds = Math.round(Math.abs(own.getTime() - graph.getTime()) / 1000);
  if (seconds <= tolerated) return found('clock right');
  return found(seconds < refused ? 'clock off' : 'clock wrong', { seconds });
}

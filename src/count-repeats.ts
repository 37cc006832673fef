import type { Log, LogFields } from './log.ts';

/** What strangers and people without rights can cause as often as they like. */
const counted = new Set(['request refused', 'activity refused', 'action refused']);
const windowMs = 60_000;
/** More kinds at a time than that are counted together, so that nobody fills the memory. */
const mostKinds = 1_000;

/** Runs something once, so many milliseconds from now. It must not keep the process alive. */
export type Later = (ms: number, run: () => void) => void;

type Kind = { event: string; fields: LogFields; times: number };

/**
 * A log in which a refusal stands once: the first of a kind at once, and a minute later how often it came again. Two
 * are of one kind where all of their fields are the same but the correlation id.
 */
export function countRepeats(log: Log, later: Later): Log {
  const kinds = new Map<string, Kind>();

  function warn(event: string, fields: LogFields = {}): void {
    if (!counted.has(event)) {
      log.warn(event, fields);
      return;
    }
    const { correlationId: _, ...same } = fields;
    const name = JSON.stringify([event, same]);
    const known = kinds.get(name);
    if (known !== undefined) known.times += 1;
    else if (kinds.size < mostKinds) begin(name, { event, fields: same, times: 0 }, fields);
    else overflow(event);
  }

  function begin(name: string, kind: Kind, first: LogFields): void {
    kinds.set(name, kind);
    log.warn(kind.event, first);
    later(windowMs, () => {
      kinds.delete(name);
      if (kind.times > 0) log.warn(kind.event, { ...kind.fields, times: kind.times });
    });
  }

  function overflow(event: string): void {
    const name = `others: ${event}`;
    const known = kinds.get(name);
    if (known === undefined) begin(name, { event, fields: { kind: 'others' }, times: 0 }, {});
    else known.times += 1;
  }

  return { ...log, warn };
}

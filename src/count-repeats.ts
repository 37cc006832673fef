import type { Log, LogFields } from './log.ts';

/** Events that strangers and people without rights can cause as often as they like. */
const counted = new Set([
  'request refused',
  'activity refused',
  'action refused',
  'notifications dropped',
]);
const windowMs = 60_000;
/** Above this many kinds at a time, the log counts the rest together, so that nobody can fill the memory. */
const mostKinds = 1_000;

/** Runs something once, so many milliseconds from now. It must not keep the process alive. */
export type Later = (ms: number, run: () => void) => void;

type Kind = { event: string; fields: LogFields; times: number };

/**
 * A log that writes a repeated refusal once: the first of a kind at once, and a minute later how often it came again.
 * Two refusals are of one kind when all fields but the correlation id are the same.
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

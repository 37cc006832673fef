import { type DestinationStream, pino } from 'pino';
import { errorFields, type LoggedError } from './log-error.ts';
import { isWord, type Loggable, loggable } from './log-value.ts';

/** An error goes under `error`; every other field must pass the rules of `loggable`. */
export type LogFields = Readonly<Record<string, unknown>>;

export type Log = {
  debug(event: string, fields?: LogFields): void;
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
  /** A log that adds these fields to each of its lines. */
  child(fields: LogFields): Log;
};

type Options = {
  level: 'debug' | 'info' | 'warn' | 'error';
  /** Takes each line; standard output without it. */
  write?: (line: string) => void;
};

/**
 * Writes one JSON line per event. docs/operations.md explains the events. Lets only ids, codes and numbers in: it drops
 * a field that could hold a name, an address, a link, a message or a token, and lists its key under `dropped`.
 */
export function createLog({ level, write }: Options): Log {
  const destination: DestinationStream | undefined = write && { write };
  const options = {
    level,
    messageKey: 'event',
    base: { pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
  };
  const sink = destination === undefined ? pino(options) : pino(options, destination);
  return logTo(sink, {});
}

type Sink = Record<'debug' | 'info' | 'warn' | 'error', (fields: object, event: string) => void>;

function logTo(sink: Sink, always: LogFields): Log {
  const line =
    (level: keyof Sink) =>
    (event: string, fields: LogFields = {}) =>
      sink[level](clean({ ...always, ...fields }), isWord(event) ? event : 'unnamed event');
  return {
    debug: line('debug'),
    info: line('info'),
    warn: line('warn'),
    error: line('error'),
    child: (fields) => logTo(sink, { ...always, ...fields }),
  };
}

type Clean = Record<string, Loggable | readonly string[] | LoggedError>;

function clean(fields: LogFields): Clean {
  const kept: Clean = {};
  const dropped: string[] = [];
  for (const [key, value] of Object.entries(fields)) {
    if (value === undefined) continue;
    const passed = key === 'error' ? errorFields(value) : loggable(key, value);
    if (passed === undefined) dropped.push(isWord(key) ? key : 'unnamed');
    else kept[key] = passed;
  }
  if (dropped.length > 0) kept.dropped = dropped;
  return kept;
}

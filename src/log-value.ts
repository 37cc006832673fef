export type Loggable = number | boolean | null | string | readonly (string | number)[];

/** Fields whose text is one of our own words or a protocol's: never something a person wrote. */
const words = new Set([
  ...['action', 'activity', 'answer', 'card', 'channel', 'code', 'command', 'how', 'job', 'kind'],
  ...['language', 'layout', 'method', 'migration', 'note', 'outcome', 'path', 'phase', 'plan'],
  ...['project', 'queue', 'reason', 'route', 'scope', 'signal', 'state', 'from', 'to', 'status'],
  ...['step', 'table', 'type', 'verb', 'version'],
]);

const idKey = /(^id|Id|Ids|^ids)$/;
const word = /^[A-Za-z0-9_.:/+ -]{1,80}$/;
const id = /^[A-Za-z0-9_.:;=@+-]{1,200}$/;

/** The part of a value that the log may hold under this key; undefined: nothing. */
export function loggable(key: string, value: unknown): Loggable | undefined {
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return value;
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return loggableList(key, value);
  return typeof value === 'string' ? loggableText(key, value) : undefined;
}

const longestList = 50;

function loggableList(key: string, values: readonly unknown[]): Loggable | undefined {
  const kept: (string | number)[] = [];
  for (const value of values.slice(0, longestList)) {
    const passed = typeof value === 'number' ? value : loggableText(key, value);
    if (passed === undefined) return undefined;
    kept.push(passed);
  }
  return kept;
}

function loggableText(key: string, value: unknown): string | undefined {
  if (typeof value !== 'string' || isPersonal(value)) return undefined;
  if (idKey.test(key)) return id.test(value) ? value : undefined;
  return words.has(key) && isWord(value) ? value : undefined;
}

/** A short text that could be one of our own. */
export const isWord = (text: string): boolean => word.test(text) && !isPersonal(text);

/** Teams' conversation ids (`19:…@thread.tacv2`) look like addresses, and are none. */
const teamsThread = /@(thread\.(tacv2|skype|v2)|unq\.gbl\.spaces)\b/g;

/** An address (also percent-encoded), a link or a token, wherever it stands in the text. */
export function isPersonal(text: string): boolean {
  return /[@＠]|%40|:\/\/|\bwww\.|eyJ[\w-]{8}/i.test(text.replace(teamsThread, ''));
}

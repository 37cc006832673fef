import { IntlMessageFormat } from 'intl-messageformat';
import en from '../../cards/strings/en.json' with { type: 'json' };
import nl from '../../cards/strings/nl.json' with { type: 'json' };

export type Language = 'en' | 'nl';
type Value = string | number;
/** A sentence on a card: its key and its values. */
export type Said = { key: string; values: Readonly<Record<string, Value>> };

/** A part of a parsed message. The numbers of its types are the parser's own. */
type Part = {
  type: number;
  value?: string;
  options?: Record<string, { value: Part[] }>;
};
const part = { literal: 0, argument: 1, number: 2, select: 5, plural: 6, pound: 7 } as const;

type Phrase = { pattern: RegExp; groups: ReadonlyMap<string, Group> };
/** The meaning of a group in the pattern. `arm` is the number that a wording without a number means. */
type Group = { name: string; is: 'text' | 'number' | { arm: number } };

const strings: Record<Language, Readonly<Record<string, string>>> = { en, nl };
const phrases: Record<Language, Map<string, Phrase>> = { en: new Map(), nl: new Map() };

/** The words of a key without values. */
export const wording = (language: Language, key: string): string => strings[language][key] ?? '';

/** The sentence with its values, in the words of a card. */
export const sayIn = (
  language: Language,
  key: string,
  values: Readonly<Record<string, Value>>,
): string =>
  String(
    new IntlMessageFormat(strings[language][key] ?? key, language, undefined, {
      ignoreTag: true,
    }).format({ ...values }),
  );

/**
 * Reads a text as a sentence whose key has the prefix or passes the test. Undefined: no such sentence in this language.
 */
export function readSentence(language: Language, text: string, of: Of): Said | undefined {
  const readings = readingsOf(language, of);
  const known = readings.get(text);
  if (known !== undefined) return known.said;
  const found = keysOf(language, of).flatMap((key) => readAs(language, text, key) ?? []);
  // Chooses the reading with more words of its own, so with less text in values.
  const said = found.toSorted((a, b) => heldBy(a) - heldBy(b))[0];
  readings.set(text, { said });
  return said;
}

type Of = string | ((key: string) => boolean);
const chosen: Record<Language, Map<Of, readonly string[]>> = { en: new Map(), nl: new Map() };
const read: Record<Language, Map<Of, Map<string, { said: Said | undefined }>>> = {
  en: new Map(),
  nl: new Map(),
};

function keysOf(language: Language, of: Of): readonly string[] {
  const known = chosen[language].get(of);
  if (known !== undefined) return known;
  const isWanted = typeof of === 'string' ? (key: string) => key.startsWith(of) : of;
  const keys = Object.keys(strings[language]).filter(isWanted);
  chosen[language].set(of, keys);
  return keys;
}

/**
 * The texts that were read before. The same cards are read many times, and hundreds of patterns cost more than a look.
 */
function readingsOf(language: Language, of: Of) {
  const known = read[language].get(of) ?? new Map<string, { said: Said | undefined }>();
  read[language].set(of, known);
  return known;
}

/** The number of letters that a reading leaves to values. */
export const heldBy = ({ values }: Said) =>
  Object.values(values).reduce<number>((sum, value) => sum + String(value).length, 0);

/** Reads a text as this sentence. */
export function readAs(language: Language, text: string, key: string): Said | undefined {
  const { pattern, groups } = phraseOf(language, key);
  const match = pattern.exec(bare(text));
  if (match === null) return undefined;
  const found = match.groups ?? {};
  const values: Record<string, Value> = {};
  for (const [group, { name, is }] of groups) {
    const held = found[group];
    if (held === undefined) continue;
    if (typeof is === 'object') values[name] ??= is.arm;
    else values[name] = is === 'number' ? toNumber(held) : held;
  }
  return { key, values };
}

/** The text without isolates, joiners, and the sign before a title. */
export const bare = (text: string): string =>
  text
    .replace(/[\u2060\u2066-\u2069]/g, '')
    .replace(/^[\u2713\u26a0\u2717\u2016\u2026\u2013] /, '');

/** Reads a number such as `1,234` or `1.234`. */
export const toNumber = (text: string): number => Number(text.replace(/[.,\u00a0\u202f]/g, ''));

function phraseOf(language: Language, key: string): Phrase {
  const known = phrases[language].get(key);
  if (known !== undefined) return known;
  const message = strings[language][key];
  if (message === undefined) throw new Error(`There is no sentence ${key}`);
  const format = new IntlMessageFormat(message, language, undefined, { ignoreTag: true });
  const groups = new Map<string, Group>();
  // The parser's types allow only its own enum.
  const parts: readonly Part[] = JSON.parse(JSON.stringify(format.getAst()));
  const made = { pattern: new RegExp(`^${patternOf(parts, groups)}$`, 's'), groups };
  phrases[language].set(key, made);
  return made;
}

function patternOf(parts: readonly Part[], groups: Map<string, Group>, counted = ''): string {
  const group = (name: string, is: Group['is'], inner: string) => {
    const id = `g${groups.size}`;
    groups.set(id, { name, is });
    return `(?<${id}>${inner})`;
  };
  const number = (name: string) => group(name, 'number', '\\d[\\d.,\\u00a0\\u202f]*');
  return parts
    .map(({ type, value = '', options = {} }) => {
      switch (type) {
        case part.literal:
          return value.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
        case part.argument:
          return group(value, 'text', '.*?');
        case part.number:
          return number(value);
        case part.pound:
          return number(counted);
        case part.select:
        case part.plural:
          return armsOf(value, options, { group, groups, isPlural: type === part.plural });
        default:
          throw new Error(`The phrasebook does not know parts of type ${type}`);
      }
    })
    .join('');
}

const meant: Readonly<Record<string, number>> = { '=0': 0, '=1': 1, one: 1 };

function armsOf(
  name: string,
  options: NonNullable<Part['options']>,
  how: {
    group: (name: string, is: Group['is'], inner: string) => string;
    groups: Map<string, Group>;
    isPlural: boolean;
  },
): string {
  const arms = Object.entries(options).map(([arm, { value }]) => {
    const inner = patternOf(value, how.groups, name);
    const number = how.isPlural ? meant[arm] : undefined;
    return number === undefined ? inner : `${inner}${how.group(name, { arm: number }, '')}`;
  });
  return `(?:${arms.join('|')})`;
}

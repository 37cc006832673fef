import { IntlMessageFormat } from 'intl-messageformat';
import en from '../../cards/strings/en.json' with { type: 'json' };
import nl from '../../cards/strings/nl.json' with { type: 'json' };
import type { RequestKind } from '../../src/guests/step.ts';
import { clean } from './clean.ts';

export type Language = 'en' | 'nl';
export type Key = keyof typeof en;
export type Values = Readonly<Record<string, string | number>>;
/** Says the words for a key. Cleans text among the values, and never reads it as a message itself. */
export type Say = (key: Key, values?: Values) => string;

/** Texts that people write for others, and lists of names that are short already. */
const long: ReadonlySet<string> = new Set([
  'reason',
  'names',
  'owners',
  'people',
  'kinds',
  'places',
  'words',
  // Addresses that a list holds and the bot does not invite: never cut.
  'text',
  'addresses',
]);

const words: Record<Language, Say> = { en: speaker('en', en), nl: speaker('nl', nl) };

/** The words of one language. */
export function say(language: Language): Say {
  return words[language];
}

/** The language that the bot speaks to somebody whose client says `locale` (`nl-BE`). */
export function languageOf(locale: string | undefined): Language {
  return locale?.toLowerCase().split(/[-_]/)[0] === 'nl' ? 'nl' : 'en';
}

/** The words of one language for a request of this kind: many messages differ where the request invites nobody. */
export const sayFor = (language: Language, kind: RequestKind): Say => {
  const of = words[language];
  return (key, values) => of(key, { kind, ...values });
};

function speaker(language: Language, strings: Record<Key, string>): Say {
  const formats = new Map<string, IntlMessageFormat>();
  return (key, values = {}) => {
    const known = formats.get(key);
    const format =
      known ?? new IntlMessageFormat(strings[key], language, undefined, { ignoreTag: true });
    if (known === undefined) formats.set(key, format);
    return String(format.format(cleaned(values)));
  };
}

function cleaned(values: Values): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' ? clean(value, long.has(name) ? 500 : 100) : value,
    ]),
  );
}

import type { Language, Say } from './say.ts';

/** Where a request came from. */
export type Source =
  | { kind: 'file'; name: string }
  | { kind: 'list' | 'line' | 'notice' | 'approval' | 'clock' };

/** Says where a request came from. */
export function sourceWords(source: Source, say: Say): string {
  switch (source.kind) {
    case 'file':
      return say('source.file', { name: source.name });
    case 'list':
    case 'line':
    case 'notice':
    case 'approval':
    case 'clock':
      return say(`source.${source.kind}`);
  }
}

/** Writes a request's number. It is a name, so it takes no thousands separator. */
export function requestNumber(number: number): string {
  return String(number);
}

/** The parts from which the words for a moment are made. */
export const momentParts = {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
  timeZoneName: 'short',
} as const;

/** Date and time where the reader is, with the zone named. */
export function moment(at: Date, timeZone: string, language: Language): string {
  return new Intl.DateTimeFormat(language, { ...momentParts, timeZone }).format(at);
}

/** The time alone, for what happens in a moment. */
export function second(at: Date, timeZone: string, language: Language): string {
  return new Intl.DateTimeFormat(language, {
    hour: 'numeric',
    minute: '2-digit',
    second: '2-digit',
    timeZone,
  }).format(at);
}

/** Makes each language's format once: to make one takes longer than to draw the card around it. */
function onceFor<Format>(make: (language: Language) => Format): (language: Language) => Format {
  const made = new Map<Language, Format>();
  return (language) => {
    const format = made.get(language) ?? make(language);
    made.set(language, format);
    return format;
  };
}

const longDay = onceFor(
  (language) => new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }),
);
const numbers = onceFor((language) => new Intl.NumberFormat(language));

/** A day written as YYYY-MM-DD, which is no moment and has no zone. */
export function dayWords(day: string, language: Language): string {
  const at = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(at.getTime())) return day;
  return longDay(language).format(at);
}

/** A month written as YYYY-MM. */
export function monthWords(month: string, language: Language): string {
  const at = new Date(`${month}-01T00:00:00Z`);
  const format = { month: 'long', year: 'numeric', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(language, format).format(at);
}

/**
 * `nl-NL` as people call it: the country only where it says something. Most languages have one country that goes
 * without saying; readers of English know English of several countries.
 */
export function languageName(tag: string, language: Language): string {
  try {
    const names = new Intl.DisplayNames(language, {
      type: 'language',
      languageDisplay: 'standard',
      style: 'short',
    });
    return names.of(isPlain(tag, language) ? new Intl.Locale(tag).language : tag) ?? tag;
  } catch {
    return tag; // no language tag: shown as it was written
  }
}

function isPlain(tag: string, reader: Language): boolean {
  const { language, region, script } = new Intl.Locale(tag);
  if (script !== undefined || (language === 'en' && reader === 'en')) return false;
  return region === new Intl.Locale(language).maximize().region;
}

/** Sorts by the title, in the order of the reader's alphabet. */
export function inReadersOrder<T extends { title: string }>(
  choices: readonly T[],
  language: Language,
): T[] {
  const { compare } = new Intl.Collator(language);
  return choices.toSorted((a, b) => compare(a.title, b.title));
}

/** Joins texts into a list, such as "a, b and c". */
export function listed(items: readonly string[], language: Language): string {
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(items);
}

/** Joins texts into a choice, such as "a, b or c". */
export function either(items: readonly string[], language: Language): string {
  return new Intl.ListFormat(language, { type: 'disjunction' }).format(items);
}

/** Writes a number with the reader's thousands separator. */
export function grouped(count: number, language: Language): string {
  return numbers(language).format(count);
}

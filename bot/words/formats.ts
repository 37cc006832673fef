import type { Language, Say } from './say.ts';

/** Where a request came from. */
export type Source = { kind: 'file'; name: string } | { kind: 'list' } | { kind: 'line' };

export function sourceWords(source: Source, say: Say): string {
  switch (source.kind) {
    case 'file':
      return say('source.file', { name: source.name });
    case 'list':
      return say('source.list');
    case 'line':
      return say('source.line');
  }
}

/** Request numbers are names: they take no thousands separator. */
export function requestNumber(number: number): string {
  return String(number);
}

/** Date and time where the reader is, with the zone named. */
export function moment(at: Date, timeZone: string, language: Language): string {
  return new Intl.DateTimeFormat(language, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZone,
    timeZoneName: 'short',
  }).format(at);
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

/** A day written as YYYY-MM-DD, which is no moment and has no zone. */
export function dayWords(day: string, language: Language): string {
  const at = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(at.getTime())) return day;
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(at);
}

/** `nl-NL` as people call it. */
export function languageName(tag: string, language: Language): string {
  try {
    return new Intl.DisplayNames(language, { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag; // no language tag: shown as it was written
  }
}

export function listed(items: readonly string[], language: Language): string {
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(items);
}

export function grouped(count: number, language: Language): string {
  return new Intl.NumberFormat(language).format(count);
}

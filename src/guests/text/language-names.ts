import { fold } from './nearest.ts';

/** A list may give these languages by name, in any of these languages. */
const named =
  'bg cs da de el en es et fi fr hr hu it ja ko lt lv nb nl pl pt ro ru sk sl sv tr uk zh'.split(
    ' ',
  );
const readers = ['en', 'nl', 'de', 'fr', 'es'];

const tags = new Map(
  [...readers, ...named].flatMap((reader) => {
    const names = new Intl.DisplayNames(reader, { type: 'language' });
    return named.map((tag) => [fold(names.of(tag) ?? tag), tag] as const);
  }),
);

/** The tag of a language by its name: `Nederlands`, `Dutch` and `néerlandais` are `nl`. */
export function languageCalled(name: string): string | undefined {
  return tags.get(fold(name));
}

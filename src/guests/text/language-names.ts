import { fold } from './nearest.ts';

/** Whose names people may write out, in the languages that headings are known in. */
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

/** The language that is called so: `Nederlands`, `Dutch` and `néerlandais` are nl. */
export function languageCalled(name: string): string | undefined {
  return tags.get(fold(name));
}

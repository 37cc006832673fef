import { domainToUnicode } from 'node:url';

/** Scripts that one word may mix. Browsers allow the same. https://www.unicode.org/reports/tr39/#highly_restrictive */
const honestMixes: readonly (readonly string[])[] = [
  ['Latin', 'Han', 'Hiragana', 'Katakana'],
  ['Latin', 'Han', 'Bopomofo'],
  ['Latin', 'Han', 'Hangul'],
];
const scripts = ['Latin', 'Cyrillic', 'Greek', 'Armenian', 'Hebrew', 'Arabic', 'Thai', 'Georgian']
  .concat('Han', 'Hiragana', 'Katakana', 'Bopomofo', 'Hangul', 'Devanagari', 'Cherokee')
  .map((name) => ({ name, form: new RegExp(`\\p{Script=${name}}`, 'u') }));

/** True when a label of the domain mixes scripts as no honest name does: one Cyrillic letter among Latin ones. */
export function mixesScripts(domain: string): boolean {
  if (!domain.includes('xn--')) return false;
  return domainToUnicode(domain)
    .split('.')
    .some((label) => {
      const used = scripts.filter(({ form }) => form.test(label)).map(({ name }) => name);
      return (
        used.length > 1 && !honestMixes.some((honest) => used.every((s) => honest.includes(s)))
      );
    });
}

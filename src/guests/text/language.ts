const known = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });

/**
 * A language tag in its canonical spelling (`zh-HANS` becomes `zh-Hans`); undefined when the text is no tag or its
 * language is unknown.
 */
export function readLanguage(text: string): string | undefined {
  try {
    const [tag] = Intl.getCanonicalLocales(text.trim().replaceAll('_', '-'));
    if (tag === undefined) return undefined;
    return known.of(new Intl.Locale(tag).language) === undefined ? undefined : tag;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

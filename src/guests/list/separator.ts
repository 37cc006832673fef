/**
 * The separator that this person's spreadsheet expects: a semicolon if numbers have a decimal comma there. `locale` is
 * what Teams says (`nl-BE`); an unknown one counts as English.
 */
export function separatorOf(locale: string | undefined): ',' | ';' {
  try {
    const parts = new Intl.NumberFormat(locale ?? 'en').formatToParts(1.5);
    return parts.some(({ type, value }) => type === 'decimal' && value === ',') ? ';' : ',';
  } catch {
    return ',';
  }
}

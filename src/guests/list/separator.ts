/**
 * The sign by which spreadsheets part cells where this person is: a semicolon where numbers have a decimal comma.
 * `locale` is what Teams says (`nl-BE`); one that nobody knows counts as English.
 */
export function separatorOf(locale: string | undefined): ',' | ';' {
  try {
    const parts = new Intl.NumberFormat(locale ?? 'en').formatToParts(1.5);
    return parts.some(({ type, value }) => type === 'decimal' && value === ',') ? ';' : ',';
  } catch {
    return ',';
  }
}

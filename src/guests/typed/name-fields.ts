const given =
  '(?:first|given|fore)[ -]?names?|voorna(?:am|men)|roepnaam|vorname|pr[ée]nom|nombre|f\u00f6rnamn|fornavn|etunimi|imi\u0119|nome';
const family =
  '(?:last|family|sur)[ -]?names?|achternaam|familienaam|nachname|familienname|nom(?: de famille)?|apellidos?|efternamn|etternavn|efternavn|sukunimi|nazwisko|cognome|sobrenome';
const mark = '[ \\t]{0,3}[:=][ \\t]{0,3}';
const value = "(\\p{L}[\\p{L}\\p{M}'\u2019. -]{0,60}?)";
const part = '([ \\t]{0,3}[,;|\\n]?[ \\t]{0,3})';
/** Nearly all texts have none of them. */
const labels = new RegExp(`(?:${given}|${family})[ \\t]{0,3}[:=]|na(?:me|am|mn|vn)[ \\t]?:`, 'iu');
/** The value ends at a mark, at the end of the line, before the next label or an address. */
const end =
  '(?=[ \\t]*(?:[,;|\\n]|$)|[ \\t]+\\p{L}[\\p{L} -]{0,20}[:=]|[ \\t]+[<(]?[^\\s@]{1,100}@)';
/** Another field follows without a sign between. */
const nextField = '([ \\t]+(?=\\p{L}[\\p{L} -]{0,20}[:=]))?';
const start = '(^|[\\n,;|][ \\t]*|@[^\\s@]{1,300} )';
const pair = (first: string, second: string) =>
  new RegExp(
    `${start}(?:${first})${mark}${value}${part}(?:${second})${mark}${value}${end}${nextField}`,
    'giu',
  );
const givenFirst = pair(given, family);
const familyFirst = pair(family, given);
/** `Name: Max Power Email: max@x.example`: the label ends the name. */
const mailLabel =
  /((?:^|\n)[ \t]*(?:full |volledige )?(?:name|naam|nom|nombre|namn|navn)[ \t]*:[^\n@:,;|]{1,100}[^\s:,;|])[ \t]+(e-?mail(?:[ -]?adres(?:s|se)?)?[ \t]*[:=])/giu;

/** `Company: Fabrikam Email: jane@x.example`: the label ends the firm. */
const firmThenMail =
  /((?:^|[\n,;|])[ \t]*(?:company|organi[sz]ation|firma?|bedrijf|organisatie|soci[ée]t[ée]|entreprise|empresa|azienda|unternehmen|företag|yritys)[ \t]*[:=][^\n@:=,;|]{1,100}[^\s:=,;|])[ \t]+(e-?mail(?:[ -]?adres(?:s|se)?)?[ \t]*[:=])/giu;

/**
 * Writes the two parts of a name that have labels of their own as one name: `First name: Max Last name: Power`. Keeps
 * the lines.
 */
export function joinedNames(text: string): string {
  if (!labels.test(text)) return text;
  return text
    .replace(givenFirst, (_, ...found: string[]) => asName(found, ([one, two]) => [one, two]))
    .replace(familyFirst, (_, ...found: string[]) => asName(found, ([one, two]) => [two, one]))
    .replace(mailLabel, '$1, $2')
    .replace(firmThenMail, '$1, $2');
}

type Both = [one: string, two: string];

/** `next`: space before another label. A comma parts it from the name. */
function asName(
  [ahead = '', one = '', between = '', two = '', next]: readonly (string | undefined)[],
  inOrder: (both: Both) => Both,
): string {
  const name = inOrder([one, two]).join(' ');
  return `${ahead}Name: ${name}${between}${next === undefined ? '' : ', '}`;
}

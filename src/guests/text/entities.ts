/** The named entities of U+00A0 to U+00FF in their order. */
const latin =
  `nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3
  acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig
  Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash
  Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc
  euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml
  yacute thorn yuml`.split(/\s+/);
const others = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", lsquo: '‘', rsquo: '’' };
const more = { ldquo: '“', rdquo: '”', ndash: '–', mdash: '—', scaron: 'š', Scaron: 'Š' };
const most = { zcaron: 'ž', Zcaron: 'Ž', oelig: 'œ', OElig: 'Œ', lstrok: 'ł', Lstrok: 'Ł' };

const entities: ReadonlyMap<string, string> = new Map([
  ...latin.map((name, index) => [name, String.fromCharCode(160 + index)] as const),
  ...Object.entries({ ...others, ...more, ...most }),
]);

/** Replaces HTML entities by the characters that they name: `Jos&eacute;` becomes `José`. Other text stays. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{2,8}));/gi, (whole, ...found) => {
    const [decimal, hexadecimal, name] = found;
    if (typeof name === 'string') return entities.get(name) ?? whole;
    const code = decimal === undefined ? Number.parseInt(String(hexadecimal), 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

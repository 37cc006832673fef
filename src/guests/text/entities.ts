/** The named entities of U+00A0 to U+00FF in their order. */
const latin =
  `nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3
  acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig
  Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash
  Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc
  euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml
  yacute thorn yuml`.split(/\s+/);
const signs = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", commat: '@', num: '#', sol: '/' };
const stops = {
  comma: ',',
  semi: ';',
  colon: ':',
  period: '.',
  lowbar: '_',
  hyphen: '-',
  dash: '-',
};
const brackets = { lpar: '(', rpar: ')', lsqb: '[', rsqb: ']', excl: '!', quest: '?', equals: '=' };
const more = { plus: '+', ast: '*', percnt: '%', dollar: '$', vert: '|', verbar: '|', bsol: '\\' };
const quotes = { lsquo: '‘', rsquo: '’', sbquo: '‚', ldquo: '“', rdquo: '”', bdquo: '„' };
const dashes = { ndash: '–', mdash: '—', horbar: '―', hellip: '…', mldr: '…', bull: '•' };
const arrows = {
  lsaquo: '‹',
  rsaquo: '›',
  rarr: '→',
  larr: '←',
  check: '✓',
  trade: '™',
  euro: '€',
};
const letters = { oelig: 'œ', OElig: 'Œ', lstrok: 'ł', Lstrok: 'Ł', dstrok: 'đ', Dstrok: 'Đ' };
const others = { hstrok: 'ħ', Hstrok: 'Ħ', inodot: 'ı', imath: 'ı', eng: 'ŋ', ENG: 'Ŋ' };
/** Nothing that anybody sees: joiners and marks of direction. */
const unseen = 'zwj zwnj lrm rlm ZeroWidthSpace NoBreak';
const spaces =
  `ensp emsp thinsp hairsp numsp puncsp emsp13 emsp14 MediumSpace ThinSpace VeryThinSpace
  NonBreakingSpace Tab`.split(/\s+/);

const entities: ReadonlyMap<string, string> = new Map([
  ...latin.map((name, index) => [name, String.fromCharCode(160 + index)] as const),
  ...Object.entries({ ...signs, ...stops, ...brackets, ...more, ...quotes, ...dashes }),
  ...Object.entries({ ...arrows, ...letters, ...others, NewLine: '\n' }),
  ...spaces.map((name) => [name, ' '] as const),
  ...unseen.split(' ').map((name) => [name, ''] as const),
]);

/** The letters of Central Europe, Turkey and the Baltic are named for their accents: `rcaron` is ř. */
const accents: ReadonlyMap<string, string> = new Map(
  Object.entries({
    grave: 0x300,
    acute: 0x301,
    circ: 0x302,
    tilde: 0x303,
    macr: 0x304,
    breve: 0x306,
    dot: 0x307,
  })
    .concat(
      Object.entries({
        uml: 0x308,
        ring: 0x30a,
        dblac: 0x30b,
        caron: 0x30c,
        cedil: 0x327,
        ogon: 0x328,
      }),
    )
    .map(([name, code]) => [name, String.fromCharCode(code)]),
);

const entity = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]\w{1,31}));/gi;
/** Browsers read these without the semicolon too. Other words behind `&` may be somebody's company. */
const unended =
  /&(nbsp|amp|lt|gt|quot|#\d{2,5}(?=\D|$)|[AEIOUYNC](?:grave|acute|circ|uml|tilde|ring|cedil|slash)|szlig|aelig);?/gi;
/** Programs that escape what was escaped do so once or twice. */
const mostTimes = 3;

/** Text from a web page as people read it: `Jos&eacute;` is José. Other text stays. */
export function decodeEntities(text: string): string {
  let decoded = text;
  for (let time = 0; time < mostTimes && decoded.includes('&'); time += 1) {
    const once = decoded.replace(entity, decodeOne).replace(unended, decodeUnended);
    if (once === decoded) break;
    decoded = once;
  }
  return decoded;
}

function decodeOne(whole: string, ...[decimal, hexadecimal, name]: unknown[]): string {
  if (typeof name === 'string') return named(name) ?? accented(name) ?? whole;
  const code = decimal === undefined ? Number.parseInt(String(hexadecimal), 16) : Number(decimal);
  const isHalf = code >= 0xd800 && code <= 0xdfff;
  return code > 0 && code <= 0x10ffff && !isHalf ? String.fromCodePoint(code) : whole;
}

/** Old programs write them in capitals: `&AMP;`, `&NBSP;`. */
function named(name: string): string | undefined {
  const isLoud = name === name.toUpperCase() && name.length > 1;
  return entities.get(name) ?? (isLoud ? entities.get(name.toLowerCase()) : undefined);
}

function decodeUnended(whole: string, name: string): string {
  if (name.startsWith('#')) return String.fromCodePoint(Number(name.slice(1)));
  return named(name) ?? whole;
}

function accented(name: string): string | undefined {
  const accent = accents.get(name.slice(1));
  const letter = accent === undefined ? '' : `${name.charAt(0)}${accent}`.normalize('NFC');
  return letter.length === 1 ? letter : undefined;
}

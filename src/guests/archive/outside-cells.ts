import { decodeEntities } from '../text/entities.ts';

/** Where an address stands that no cell holds. Words: `note.beside cells`. */
export type Outside = {
  place: 'header' | 'choices' | 'names' | 'properties' | 'notes' | 'stored';
  address: string;
};

const at = /[@\uff20]|&#(?:64|x40);/i;
const local = /[\p{L}\p{N}._%+'-]{1,64}$/u;
const domain = /^[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8}/u;

/** The addresses in the XML of a part, in texts and in attributes. It looks around each `@` and nowhere else. */
export function addressesAround(xml: string): string[] {
  if (!at.test(xml)) return [];
  const text = decodeEntities(xml).replaceAll('\uff20', '@');
  const found = new Set<string>();
  for (let place = text.indexOf('@'); place >= 0; place = text.indexOf('@', place + 1)) {
    const before = local.exec(text.slice(Math.max(0, place - 64), place))?.[0];
    const after = domain.exec(text.slice(place + 1, place + 256))?.[0];
    if (before !== undefined && after !== undefined) found.add(`${before}@${after}`);
  }
  return [...found];
}

const opens = /<(?:\w+:)?sheetData(?=[\s/>])/;
const closes = /<\/(?:\w+:)?sheetData>|<(?:\w+:)?sheetData\s*\/>/;
const links = /<(?:\w+:)?hyperlink\s[^<>]*>/g;
const headers = /<(?:\w+:)?(?:odd|even|first)(?:Header|Footer)(?:\s[^<>]*)?>([^<]*)</g;
/** Fonts, sizes, colours and places in the text of a page header. */
const headerCodes = /&amp;(?:&quot;[^&]*&quot;|"[^"]*"|K[\dA-F]{6}|\d{1,3}|[A-Z])/gi;

/** Finds the addresses in the XML of a sheet before and behind its cells: headers of pages, lists to choose from. */
export function startOutside() {
  let phase: 'before' | 'rows' | 'behind' = 'before';
  function outsideOf(piece: string): string {
    if (phase === 'behind') return piece;
    const from = phase === 'before' ? piece.search(opens) : 0;
    if (from < 0) return piece;
    phase = 'rows';
    const to = piece.includes('sheetData') ? piece.search(closes) : -1;
    if (to >= 0) phase = 'behind';
    return piece.slice(0, from) + (to < 0 ? '' : piece.slice(to));
  }
  return {
    /** The piece without its cells. */
    outsideOf,
    found(outside: string): Outside[] {
      if (!at.test(outside)) return [];
      const texts = [...outside.matchAll(headers)].map(([, text = '']) =>
        text.replace(headerCodes, ' '),
      );
      const rest = outside.replace(headers, ' <').replace(links, ' ');
      return [
        ...addressesAround(texts.join(' ')).map(
          (address) => ({ place: 'header', address }) as const,
        ),
        ...addressesAround(rest).map((address) => ({ place: 'choices', address }) as const),
      ];
    },
  };
}

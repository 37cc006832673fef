import { addressSays } from '../names/address-says.ts';
import type { Token } from '../sentence/read-tokens.ts';
import { findAddresses } from '../text/find-addresses.ts';

const list = (words: string) => new Set(words.trim().split(/\s*[,\n]\s*/));

/** With a name behind them they end a message. */
const thanks =
  list(`thanks, thank you, many thanks, thx, thanks a lot, thanks in advance, ty, bvd, bedankt, hartelijk dank, bij voorbaat dank, herzlichen dank, alvast bedankt, dank alvast, alvast dank, bedankt alvast, dank, dank je, dank u, dankjewel, danke,
  danke schön, vielen dank, merci, merci beaucoup`);
/** They end a message, with a name behind them or without. */
const farewells =
  list(`cheers, greetings, regards, kind regards, best regards, warm regards, best wishes, all the best, sincerely, yours sincerely, yours truly, much appreciated, met groet, met groeten, met dank, rgds,
  groet, groeten, groetjes, met vriendelijke groet, met vriendelijke groeten, vriendelijke groet, vriendelijke groeten, mvg, m.v.g, vr.gr,
  hartelijke groet, hartelijke groeten, fijne groet, beste groet, beste groeten, mfg, gruß, grüße, viele grüße, liebe grüße, beste grüße, schöne grüße,
  freundliche grüße, mit freundlichen grüßen, cordialement, avec mes salutations, meilleures salutations, bien cordialement, bien à vous, salutations, saludos, saluti, hilsen, mvh`);
/** Short for a farewell: they count with a name behind them. */
const short = list('gr, br, kr, lg, vg, hgr, cdlt');
/** Words of other things too: they count with a mark and a name behind them. */
const common = list('best, yours, tack, tak, takk');
const mostWords = 4;

/** Where the farewell begins that ends with this token. `named`: a name stands behind it. */
export function farewellAt(
  tokens: readonly Token[],
  at: number,
  named: boolean,
): number | undefined {
  for (let from = Math.max(0, at - mostWords + 1); from <= at; from += 1) {
    const words = tokens.slice(from, at + 1);
    const isMarked = tokens[at + 1]?.kind === 'separator' || /\.$/.test(words.at(-1)?.text ?? '');
    if (isFarewell(words, { named, isMarked }) && opensPiece(tokens, from)) return from;
  }
  return undefined;
}

function isFarewell(
  words: readonly Token[],
  { named, isMarked }: { named: boolean; isMarked: boolean },
): boolean {
  if (words.some(({ kind }) => kind !== 'word')) return false;
  const joined = words.map(({ text }) => text).join(' ');
  const text = joined.toLowerCase().replace(/\.$/, '');
  if (farewells.has(text)) return true;
  return named && (thanks.has(text) || short.has(text) || (common.has(text) && isMarked));
}

/** With a capital a farewell begins a sentence; `Jan de Groet` is a name. */
function opensPiece(tokens: readonly Token[], at: number): boolean {
  const [before, first] = [tokens[at - 1], tokens[at]];
  const isSmall = first !== undefined && first.text === first.text.toLowerCase();
  return isSmall || before?.kind !== 'word';
}

const begins = new RegExp(
  `^(?:${[...farewells, ...thanks, ...short].join('|')})(?![\\p{L}\\p{N}@'-])`,
  'iu',
);

/**
 * True for a line that may be a signature, or the name of a partner whose name begins so: `Groet Jan <jan@x.example>`.
 */
export function mayBeSignature(line: string): boolean {
  const [, text = ''] = /^\s*(.*)$/s.exec(line) ?? [];
  const goodbye = begins.exec(text)?.[0];
  const [address] = findAddresses(text).addresses;
  return (
    goodbye !== undefined &&
    address !== undefined &&
    !addressSays(address, goodbye, { how: 'within', where: 'firm too' })
  );
}

/** True for a line that begins with a farewell. More words may follow. */
export const beginsFarewell = (line: string): boolean => begins.test(line.trim());

/** True for a farewell or thanks and nothing else: it says nothing of anybody. */
export function isOnlyFarewell(text: string): boolean {
  const plain = text
    .toLowerCase()
    .replace(/(?<![\s,.!])[\s,.!]+$/u, '')
    .trim();
  return farewells.has(plain) || thanks.has(plain) || short.has(plain) || common.has(plain);
}

import { isInAddress } from '../list/not-a-partner.ts';
import type { Token } from '../sentence/read-tokens.ts';
import { findAddresses } from '../text/find-addresses.ts';

const list = (words: string) => new Set(words.trim().split(/\s*[,\n]\s*/));

/** With a name behind them they end a message. */
const thanks =
  list(`thanks, thank you, many thanks, thx, bedankt, alvast bedankt, dank, dank je, dank u, dankjewel, danke,
  danke schön, vielen dank, merci, merci beaucoup`);
/** They end a message, with a name behind them or without. */
const farewells =
  list(`cheers, regards, kind regards, best regards, warm regards, best wishes, all the best, sincerely, rgds,
  groet, groeten, groetjes, met vriendelijke groet, met vriendelijke groeten, vriendelijke groet, vriendelijke groeten, mvg, m.v.g, vr.gr,
  hartelijke groet, hartelijke groeten, fijne groet, beste groet, beste groeten, mfg, gruß, grüße, viele grüße, liebe grüße, beste grüße, schöne grüße,
  freundliche grüße, mit freundlichen grüßen, cordialement, bien cordialement, bien à vous, salutations, saludos, saluti, hilsen, mvh`);
/** Words of other things too: they count with a mark behind them. */
const short = list('best, yours, gr, br, kr, lg, vg, hgr, cdlt, tack, tak, takk');
const mostWords = 4;

/** Where the farewell begins that ends with this token. `named`: a name stands behind it. */
export function farewellAt(
  tokens: readonly Token[],
  at: number,
  named: boolean,
): number | undefined {
  for (let count = mostWords; count > 0; count -= 1) {
    const from = at - count + 1;
    const words = tokens.slice(Math.max(0, from), at + 1);
    if (from < 0 || words.some(({ kind }) => kind !== 'word')) continue;
    const text = words
      .map((word) => word.text)
      .join(' ')
      .toLowerCase()
      .replace(/\.$/, '');
    const isMarked =
      tokens[at + 1]?.kind === 'separator' || words.at(-1)?.text.endsWith('.') === true;
    if (farewells.has(text) || (thanks.has(text) && named)) return from;
    if (short.has(text) && isMarked && named) return from;
  }
  return undefined;
}

const begins = new RegExp(`^(?:${[...farewells, ...thanks].join('|')})(?![\\p{L}\\p{N}@'-])`, 'iu');

/** True for a line that may be a signature, or the name of a partner whose name begins so: `Groet Jan <jan@x.example>`. */
export function mayBeSignature(line: string): boolean {
  const [, text = ''] = /^\s*(.*)$/s.exec(line) ?? [];
  const goodbye = begins.exec(text)?.[0];
  const [address] = findAddresses(text).addresses;
  return goodbye !== undefined && address !== undefined && !isInAddress(goodbye, address);
}

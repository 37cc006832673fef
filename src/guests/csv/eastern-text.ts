import type { Encoding } from './encoding.ts';

/** Chinese, Japanese and Korean encodings, and the letters that speak for each. */
const encodings: readonly (readonly [name: string, label: string, letters: RegExp])[] = [
  ['Shift JIS', 'shift_jis', /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}ー]/gu],
  ['EUC-JP', 'euc-jp', /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}ー]/gu],
  ['EUC-KR', 'euc-kr', /\p{Script=Hangul}/gu],
  ['GB 18030', 'gb18030', /[\u4e00-\u9fff]/gu],
  ['Big5', 'big5', /[\u4e00-\u9fff]/gu],
];

/** The one that reads the lines without a fault and nearly all of what is not ASCII as letters, if there is one. */
export function findEastern(pieces: readonly Uint8Array[]): Encoding | undefined {
  let best: { share: number; encoding: Encoding } | undefined;
  for (const [name, label, letters] of encodings) {
    const share = shareOf(pieces, label, letters);
    if (share < 0.9 || (best !== undefined && share <= best.share)) continue;
    const decoder = new TextDecoder(label);
    best = { share, encoding: { name, decode: (bytes) => decoder.decode(bytes) } };
  }
  return best?.encoding;
}

function shareOf(pieces: readonly Uint8Array[], label: string, letters: RegExp): number {
  // The last line of a piece may end in half a letter.
  const texts = pieces.map((piece) =>
    new TextDecoder(label).decode(piece.subarray(0, piece.lastIndexOf(0x0a) + 1 || piece.length)),
  );
  const beyond = texts.join('').match(/[^\0-\x7f]/g)?.length ?? 0;
  const known = texts.join('').match(letters)?.length ?? 0;
  return beyond === 0 ? 0 : known / beyond;
}

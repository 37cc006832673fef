import type { Encoding } from './encoding.ts';

type Eastern = {
  name: string;
  label: string;
  /** First bytes: of common letters, and (`own`) of the syllables that only its language has. */
  common: readonly (readonly [from: number, to: number])[];
  own: readonly (readonly [from: number, to: number])[];
};

/** Chinese, Japanese and Korean encodings. A letter has two bytes; the first shows how common the letter is. */
const encodings: readonly Eastern[] = [
  {
    name: 'Shift JIS',
    label: 'shift_jis',
    common: [
      [0x82, 0x83],
      [0x88, 0x97],
    ],
    own: [[0x82, 0x83]],
  },
  {
    name: 'EUC-JP',
    label: 'euc-jp',
    common: [
      [0xa4, 0xa5],
      [0xb0, 0xcf],
    ],
    own: [[0xa4, 0xa5]],
  },
  // Its syllables begin with few bytes. Among the letters of the others, some begin with more.
  { name: 'EUC-KR', label: 'euc-kr', common: [[0xb0, 0xc8]], own: [[0xb0, 0xc8]] },
  { name: 'GB 18030', label: 'gb18030', common: [[0xb0, 0xd7]], own: [] },
  { name: 'Big5', label: 'big5', common: [[0xa4, 0xc6]], own: [] },
];

/**
 * The encoding that reads the text without a fault, and at least this share of it as common letters; undefined when
 * none does.
 */
export function findEastern(pieces: readonly Uint8Array[], least: number): Encoding | undefined {
  let best: { score: number; eastern: Eastern } | undefined;
  for (const eastern of encodings) {
    const score = scoreOf(pieces, eastern);
    if (score > (best?.score ?? least)) best = { score, eastern };
  }
  if (best === undefined) return undefined;
  const { name, label } = best.eastern;
  const decoder = new TextDecoder(label);
  return { name, decode: (bytes) => decoder.decode(bytes) };
}

function scoreOf(pieces: readonly Uint8Array[], { label, common, own }: Eastern): number {
  const within = (ranges: Eastern['common'], byte: number) =>
    ranges.some(([from, to]) => byte >= from && byte <= to);
  let [letters, known, sure] = [0, 0, 0];
  for (const piece of pieces.map(wholeLines)) {
    if (new TextDecoder(label).decode(piece).includes('\ufffd')) return 0;
    for (const byte of firstBytes(piece)) {
      letters += 1;
      if (within(common, byte)) known += 1;
      if (within(own, byte)) sure += 1;
    }
  }
  return letters === 0 ? 0 : (known + sure / 10) / letters;
}

/** Drops the last line of a piece: it may end in half a letter. */
const wholeLines = (piece: Uint8Array): Uint8Array =>
  piece.subarray(0, piece.lastIndexOf(0x0a) + 1 || piece.length);

/** The first of the two bytes of each letter. */
function* firstBytes(bytes: Uint8Array): Generator<number> {
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte < 0x80) continue;
    yield byte;
    at += 1;
  }
}

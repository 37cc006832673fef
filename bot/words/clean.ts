// Controls and line ends become a space; what is invisible or turns the reading direction goes.
// U+E000 goes because render-card marks with it. Joiners and variation signs stay: names and emoji need them.
const spaces =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  /[\s\u0000-\u001f\u007f-\u009f\u2028\u2029\u2800]+/g;
const invisible =
  /[[\p{Default_Ignorable_Code_Point}\ufff9-\ufffb\ue000]--[\u200c\u200d\ufe0e\ufe0f]]/gv;
const rightToLeft =
  /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
/** One isolate with none inside it: what `clean` writes around right-to-left text. */
const isolate = /\u2068([^\u2066-\u2069]*)\u2069/g;
const [open, close] = ['\u2068', '\u2069'];

/**
 * Cleans text from people for a card: one line, nothing invisible, at most `most` characters. It isolates right-to-left
 * text, so that what stands beside it keeps its order. In a list of names that were cleaned before, each name keeps its
 * own isolate. It cuts an address or a domain in the middle.
 */
export function clean(text: string, most = 100): string {
  // Every second piece stood in an isolate.
  const pieces = text
    .normalize('NFC')
    .split(isolate)
    .map((piece, index) => ({ text: plain(piece), isolated: index % 2 === 1 }));
  const bare = pieces.map((piece) => piece.text).join('');
  const mixed = pieces.some((piece) => !piece.isolated && rightToLeft.test(piece.text));
  if (mixed || !rightToLeft.test(bare)) return isolated(shorten(trimmed(bare), most));
  return cutList(
    pieces.map((piece) => (piece.isolated ? isolated(piece.text) : piece.text)).join(''),
    most,
  );
}

const plain = (text: string) => text.replace(invisible, '').replace(spaces, ' ');
const trimmed = (text: string) => text.replace(/ {2,}/g, ' ').trim();
const isolated = (text: string) => (rightToLeft.test(text) ? `${open}${text}${close}` : text);

/** Cuts a list at its end, and closes an isolate that the cut opened. */
function cutList(list: string, most: number): string {
  const cut = cutEnd(trimmed(list), most, (points) =>
    points.filter((point) => point !== open && point !== close),
  );
  return cut.lastIndexOf(open) > cut.lastIndexOf(close) ? `${cut}${close}` : cut;
}

function shorten(text: string, most: number): string {
  // What is cut off anyway is not taken apart: no sign has more than two units.
  return isAddressOrDomain(text)
    ? cutMiddle(text, most)
    : cutEnd(text.slice(0, 2 * most + 2), most);
}

/** The labels of a domain have 63 characters at most, which tells it from most names of files. */
const isAddressOrDomain = (text: string) =>
  /^([^\s/@]+@)?([^\s/.@]{1,63}\.)+[^\s./@]{1,63}$/.test(text);

/** Keeps the last two labels of a domain, however long: they show who a partner is. */
function cutMiddle(text: string, most: number): string {
  if (text.length <= most) return text;
  const points = [...text];
  if (points.length <= most) return text;
  const last = [...(/[^.@]+\.[^.]+$/.exec(text)?.[0] ?? '')].length;
  const tail = Math.max(last, Math.floor((most * 2) / 3));
  const head = Math.max(1, most - 1 - tail);
  return `${points.slice(0, head).join('')}\u2026${points.slice(-tail).join('')}`;
}

function cutEnd(
  text: string,
  most: number,
  seen: (points: string[]) => string[] = (points) => points,
): string {
  if (text.length <= most) return text;
  const points = [...text];
  if (seen(points).length <= most) return text;
  return `${points.slice(0, most - 1).join('')}\u2026`;
}

/** So many words are worth remembering: a list repeats the same few. */
const most = 2_000;
/** In characters. Longer words do not come again. */
const longest = 30;
/** A number hardly comes twice. */
const endsInDigit = (word: string): boolean => {
  const last = word.charCodeAt(word.length - 1);
  return last >= 48 && last <= 57;
};

/** The same function of a word, which remembers what it has found. It holds no more than a few thousand words. */
export function remembered<Found>(read: (word: string) => Found): (word: string) => Found {
  const known = new Map<string, Found>();
  return (word) => {
    if (word.length > longest || endsInDigit(word)) return read(word);
    const before = known.get(word);
    if (before !== undefined || known.has(word)) return before as Found;
    const found = read(word);
    if (known.size >= most) known.clear();
    known.set(word, found);
    return found;
  };
}

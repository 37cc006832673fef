/** So many words are worth remembering: a list repeats the same few. */
const most = 2_000;
/** In characters. Longer words do not come again. */
const longest = 30;

/**
 * The same function of a word, which remembers what it has found. Words with a digit number something, and hardly come
 * twice. It holds no more than a few thousand words.
 */
export function remembered<Found>(read: (word: string) => Found): (word: string) => Found {
  const known = new Map<string, Found>();
  return (word) => {
    const before = known.get(word);
    if (before !== undefined || known.has(word)) return before as Found;
    const found = read(word);
    if (word.length > longest || /\d/.test(word)) return found;
    if (known.size >= most) known.clear();
    known.set(word, found);
    return found;
  };
}

/** A guest with more words than these is found by the first ones. */
const most = 6;

/**
 * The beginnings of words in what somebody typed to find a guest: letters and digits alone, so that they mean nothing
 * else in a query. Empty where fewer than two signs are left: they would fit almost everybody.
 */
export function wordBeginnings(typed: string): string[] {
  const words = typed
    .normalize('NFC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .filter((word) => word !== '');
  return words.join('').length < 2 ? [] : words.slice(0, most);
}

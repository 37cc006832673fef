/** An address, also one that hides its sign, where a name should stand. */
const address = /[@＠﹫]|[([{]\s*at\s*[)\]}]/iu;
/** Words and signs by which programs say that somebody was checked. Nobody is called so. */
const verdict =
  /(?:^|[^\p{L}])(?:un)?(?:verified|geverifieerd|verifiziert|vérifié|verificado|verificato|official|officieel|approved|goedgekeurd|trusted|vertrouwd)(?:$|[^\p{L}])|[✓✔☑✅🔒🛡🗸]/iu;

/**
 * What a partner's name claims beside being a name: that somebody was checked, or an address that is not the one that
 * gets the mail. The owner reads the name first, so the card points out both.
 */
export function claimOf(name: string): 'address' | 'verdict' | undefined {
  const text = name.normalize('NFKC');
  if (address.test(text)) return 'address';
  return verdict.test(text) ? 'verdict' : undefined;
}

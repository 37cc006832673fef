/** An address in a name, also one with its @ sign disguised. */
const address = /[@＠﹫]|[([{]\s*at\s*[)\]}]/iu;
/** Words and signs that programs write for "checked". No person has such a name. */
const verdict =
  /(?:^|[^\p{L}])(?:un)?(?:verified|geverifieerd|verifiziert|vérifié|verificado|verificato|official|officieel|approved|goedgekeurd|trusted|vertrouwd)(?:$|[^\p{L}])|[✓✔☑✅🔒🛡🗸]/iu;

/**
 * What a partner's name claims. `verdict`: that somebody checked the partner. `address`: an address, which need not be
 * the one that gets the mail. The owner reads the name first, so the card points out both.
 */
export function claimOf(name: string): 'address' | 'verdict' | undefined {
  const text = name.normalize('NFKC');
  if (address.test(text)) return 'address';
  return verdict.test(text) ? 'verdict' : undefined;
}

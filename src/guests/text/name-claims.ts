import { looksOf } from './look-alike.ts';

/** An address in a name, also one with its @ sign disguised. */
const address = /[@＠﹫]|[([{]\s*at\s*[)\]}]/iu;
/** Words that programs write for "checked", as they look. No person has such a name. */
const words = 'verified geverifieerd verifiziert vérifié verificado verificato official officieel'
  .concat(' approved goedgekeurd trusted vertrouwd')
  .split(' ')
  .map((word) => looksOf(word))
  .join('|');
const verdict = new RegExp(`(?:^|[^\\p{L}])(?:un)?(?:${words})(?:$|[^\\p{L}])`, 'u');
const signs = /[✓✔☑✅🔒🛡🗸]/u;

/**
 * What a partner's name claims. `verdict`: that somebody checked the partner. `address`: an address, which need not be
 * the one that gets the mail. The owner reads the name first, so the card points out both,
 * also where letters only look the same.
 */
export function claimOf(name: string): 'address' | 'verdict' | undefined {
  const text = name.normalize('NFKC').replace(/\p{Default_Ignorable_Code_Point}/gu, '');
  if (address.test(text)) return 'address';
  const read = looksOf(text.toLowerCase().replaceAll('-', ' '));
  return signs.test(text) || verdict.test(read) ? 'verdict' : undefined;
}

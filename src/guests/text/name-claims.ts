import { looksOf } from './look-alike.ts';

/** An address in a name, also one with its @ sign disguised. */
const address =
  /[@＠﹫]|[([{]\s*at\s*[)\]}]|[([{]\s*a\s*[)\]}]\s*[\p{L}\p{N}-]+\.|\sat\s.+\s(?:dot|punt|punkt)\s/iu;
/** Words that programs write for "checked", as they look. No person has such a name. */
const words = 'verified geverifieerd verifiziert vérifié verificado verificato official officieel'
  .concat(' approved goedgekeurd trusted vertrouwd authorized authorised geautoriseerd autorisiert')
  .concat(' certified gecertificeerd zertifiziert certifié validated gevalideerd gecontroleerd')
  .concat(' authenticated confirmed bevestigd bestätigt geprüft approuvé aprobado approvato')
  .split(' ')
  .map((word) => looksOf(word))
  .join('|');
const verdict = new RegExp(`(?:^|[^\\p{L}])(?:un)?(?:${words})(?:$|[^\\p{L}])`, 'u');
/** Letters that stand apart: `v e r i f i e d`, `v.e.r.i.f.i.e.d`. */
const apart = /(?<![\p{L}\p{N}])(?:[\p{L}\p{N}][\s._*-]+){4,}[\p{L}\p{N}](?![\p{L}\p{N}])/gu;
const signs = /[✓✔☑✅🔒🔐🔏🛡🗸🗹🎖🏅]/u;

/**
 * What a partner's name claims. `verdict`: that somebody checked the partner. `address`: an address, which need not be
 * the one that gets the mail. The owner reads the name first, so the card points out both,
 * also where letters only look the same.
 */
export function claimOf(name: string): 'address' | 'verdict' | undefined {
  const text = name.normalize('NFKC').replace(/\p{Default_Ignorable_Code_Point}/gu, '');
  if (address.test(text)) return 'address';
  const joined = text.replace(apart, (letters) => letters.replace(/[\s._*-]+/g, ''));
  const read = looksOf(joined.toLowerCase().replace(/[-_]/g, ' '));
  return signs.test(text) || verdict.test(read) ? 'verdict' : undefined;
}

import { looksOf } from './look-alike.ts';

/** An address in a name, also one with its @ sign disguised. */
const address =
  /[@＠﹫]|[([{]\s*at\s*[)\]}]|[([{]\s*a\s*[)\]}]\s*[\p{L}\p{N}-]+\.|\sat\s.+\s(?:dot|punt|punkt)\s/iu;
/** A domain in a name: in brackets any, elsewhere one whose end is no part of a name (`jan.de vries`). */
const domain =
  /[([{<«]\s*(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}\s*[)\]}>»]|[\p{L}\p{N}-]{3,}\.(?:com|net|org|info|eu|nl|example)(?![\p{L}\p{N}])/iu;
/** Words that programs write for "checked", as they look. No person has such a name. */
const words = 'verified geverifieerd verifiziert vérifié verificado verificato official officieel'
  .concat(' approved goedgekeurd trusted vertrouwd authorized authorised geautoriseerd autorisiert')
  .concat(' certified gecertificeerd zertifiziert certifié validated gevalideerd gecontroleerd')
  .concat(' authenticated confirmed bevestigd bestätigt geprüft approuvé aprobado approvato')
  .concat(' checked vérifiée certifiée approuvée confirmé confirmée validé validée authentifié')
  .concat(' verificada confirmado confirmada validado validada aprobada autorizado autorizada')
  .concat(' verificata confermato confermata approvata controllato aprovado verificat confirmat')
  .concat(' zweryfikowano zweryfikowany zweryfikowana potwierdzono ověřeno ověřený overené overený')
  .concat(
    ' verificeret bekræftet godkendt verifierad bekräftad godkänd verifisert bekreftet godkjent',
  )
  .concat(
    ' vahvistettu tarkistettu doğrulandı doğrulanmış onaylandı onaylı ellenőrzött hitelesített',
  )
  .concat(
    ' проверено проверен проверена подтверждено подтвержден подтверждена перевірено підтверджено',
  )
  .concat(' επαληθευμένο επιβεβαιωμένο επαληθεύτηκε terverifikasi موثق معتمد מאומת सत्यापित ยืนยันแล้ว')
  .concat(
    ' 已验证 已驗證 已认证 已認證 已核实 已核實 已确认 認証済み 認証済 確認済み 確認済 検証済み 인증됨 확인됨 검증됨',
  )
  .split(' ')
  .concat('đã xác minh', 'đã xác thực', 'تم التحقق')
  .map((word) => looksOf(word));
const verdict = new RegExp(`(?:^|[^\\p{L}])(?:un)?(?:${words.join('|')})(?:$|[^\\p{L}])`, 'u');
/** Nearly every name is such: only whole words of it can claim anything. */
const plainName = /^[A-Za-z]{2,}(?:(?: |, )[A-Za-z]{2,})*(?: \d{1,9})?$/;
const whole: ReadonlySet<string> = new Set([...words, ...words.map((word) => `un${word}`)]);
const atDomain = / at .+ (?:dot|punt|punkt) /i;
/** Letters that stand apart: `v e r i f i e d`, `v.e.r.i.f.i.e.d`. */
const apart = /(?<![\p{L}\p{N}])(?:[\p{L}\p{N}][\s._*-]+){4,}[\p{L}\p{N}](?![\p{L}\p{N}])/gu;
const signs = /[✓✔☑✅🔒🔐🔏🛡🗸🗹🎖🏅]/u;

/**
 * The claim of a partner's name. `verdict`: that somebody checked the partner. `address`: an address or a domain, which
 * need not be the one that gets the mail. The owner reads the name first, so the card points out both, also where
 * letters only look the same.
 */
export function claimOf(name: string): 'address' | 'verdict' | undefined {
  return plainName.test(name) && !atDomain.test(name) ? plainClaim(name) : anyClaim(name);
}

function plainClaim(name: string): 'verdict' | undefined {
  const parts = name.toLowerCase().replaceAll(',', '').split(' ');
  return parts.some((part) => part.length > 4 && whole.has(looksOf(part))) ? 'verdict' : undefined;
}

function anyClaim(name: string): 'address' | 'verdict' | undefined {
  const text = name.normalize('NFKC').replace(/\p{Default_Ignorable_Code_Point}/gu, '');
  if (address.test(text) || domain.test(text)) return 'address';
  const joined = text.replace(apart, (letters) => letters.replace(/[\s._*-]+/g, ''));
  const read = looksOf(joined.toLowerCase().replace(/[-_]/g, ' '));
  return signs.test(text) || verdict.test(read) ? 'verdict' : undefined;
}

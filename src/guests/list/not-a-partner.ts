/** Words of whoever made a list, or where to ask, as the beginning of what stands where a name should. */
const about =
  /^(?:export(?:ed)?|generated|created|prepared|printed|compiled|made|sent|submitted|requested|reported|maintained|updated|modified|owned|downloaded|ge[ëe]xporteerd|gemaakt|opgesteld|verstuurd|verzonden|aangevraagd|beheerd|exportiert|erstellt|gesendet|gedruckt|angefordert|export[ée]e?|g[ée]n[ée]r[ée]e?|cr[ée][ée]e?|envoy[ée]e?|exportado|creado|generado|enviado|esportato|creato|generato|inviato|criado|gerado)\s+(?:by|from|on|at|door|van|op|von|am|par|de|le|por|da|il|em)(?![\p{L}])/iu;
/** The same in one word or two, and nothing else. */
const label =
  /^(?:for )?(?:contact(?: us)?|contacts?|contactpersoon|ansprechpartner(?:in)?|kontakt|contacto|contatto|questions?|vragen|fragen|preguntas|domande|help|support|owner|eigenaar|besitzer|propri[ée]taire|organi[sz]er|organisator|host|gastheer|sender|afzender|absender|exp[ée]diteur|remitente|author|auteur|autor|from|van|von|reply[- ]?to|cc|bcc|total|totaal|gesamt|summe|somme|sum|assistant|assistent|secretary|secretaris|admin|administrator|beheerder|ask|vraag|see|via|by|note|opmerking|hinweis|info|more info)\s*[?:.]*$/iu;
/** Words that say that an address is not meant. */
const denied =
  /(?:^|[^\p{L}])(not|don['’]t|never|no longer|niet|nooit|geen|nicht|kein|ne pas|plus|former|formerly|old|oud|alt|ancien|previous|vorig|ehemalig|left|gone|inactive|inactief|inaktiv|deleted|verwijderd|gel[öo]scht|invalid|ongeldig|ung[üu]ltig|bounced?|unsubscribed|obsolete|expired|verlopen|removed|cancelled|canceled|declined|was|cc|bcc|\u2717)(?![\p{L}])/iu;

/** Small words of sentences. */
const talk =
  /(?:^|\s)(?:for|to|if|is|are|with|about|please|the|your|voor|met|bij|als|für|bei|pour|para)(?=\s|$)/;

/** Whether the words say who made the list, where to ask, or that somebody is not meant; not if the address says them too. */
export function saysOther(words: string, address: string): boolean {
  const [, word] = denied.exec(words) ?? [];
  const isDenied = word !== undefined && !isInAddress(word, address);
  if (about.test(words) || isDenied || talk.test(words)) return true;
  return label.test(words) && !isInAddress(words, address);
}

/** The same for what stands in a column of names. */
export function isNobodyHere(name: string, address: string): boolean {
  return about.test(name) || (label.test(name) && !isInAddress(name, address));
}

/** Whether an address says one of the words before its @. */
export function isInAddress(words: string, address: string): boolean {
  const local = lettersOf(address.replace(/@.*$/s, ''));
  return words.split(/\s+/).some((word) => {
    const part = lettersOf(word);
    return part.length > 1 && local.includes(part);
  });
}

const lettersOf = (text: string): string =>
  text
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^\p{L}]/gu, '');

/** Words of whoever made a list, or where to ask, as the beginning of what stands where a name should. */
const about =
  /^(?:export(?:ed)?|generated|created|prepared|printed|compiled|made|sent|submitted|requested|reported|maintained|updated|modified|owned|downloaded|ge[ëe]xporteerd|gemaakt|opgesteld|verstuurd|verzonden|aangevraagd|beheerd|exportiert|erstellt|gesendet|gedruckt|angefordert|export[ée]e?|g[ée]n[ée]r[ée]e?|cr[ée][ée]e?|envoy[ée]e?|exportado|creado|generado|enviado|esportato|creato|generato|inviato|criado|gerado)\s+(?:by|from|on|at|door|van|op|von|am|par|de|le|por|da|il|em)(?![\p{L}])/iu;
const asks = /^(?:questions?|vragen|fragen|preguntas|domande)\s*[?:]\s*\S/iu;
/** The same in one word or two, and nothing else. */
const label =
  /^(?:for )?(?:contact(?: us)?|contacts?|contactpersoon|ansprechpartner(?:in)?|kontakt|contacto|contatto|questions?|vragen|fragen|preguntas|domande|help|support|owner|eigenaar|besitzer|propri[ée]taire|organi[sz]er|organisator|host|gastheer|sender|afzender|absender|exp[ée]diteur|remitente|author|auteur|autor|from|van|von|reply[- ]?to|cc|bcc|total|totaal|gesamt|summe|somme|sum|assistant|assistent|secretary|secretaris|admin|administrator|beheerder|ask|vraag|see|via|by|note|opmerking|hinweis|info|more info)\s*[?:.]*$/iu;
/** Rooms, desks and parts that people play: nobody's name. */
const part =
  /^(?:(?:service|help|front|it)[- ]?desk|contact person|manager|supervisor|requester|requestor|aanvrager|leidinggevende|vorgesetzter?|antragsteller(?:in)?|responsable|sponsor|presenter|panelist|co-?host|(?:conference|meeting|board) ?room|vergader(?:zaal|ruimte)|besprechungsraum|salle de r[ée]union|reception|receptie|rezeption|(?:shared )?mailbox|postbus|postfach|postmaster|webmaster|system|systeem|service account|test (?:user|account)|(?:sales|support|marketing|finance|project|hr|it) team|secretariaa?t|sekretariat|postvak(?: in)?|(?:vergaderzaal|room|zaal) \d+|team|office|kantoor|sales|finance|hr)\s*[?:.]*$/iu;
/** Words that say of somebody that nobody means to invite them, whatever stands around them. */
const withheld =
  /(?<![\p{L}])(?:(?:do not|don['’]?t|not to|please not|niet|nicht|ne pas|no) (?:be )?(?:invited?|reply|add|use|contact|mail|e-?mail|send|uitnodigen|toevoegen|gebruiken|mailen|versturen|beantwoorden|einladen|verwenden|antworten|inviter|utiliser|invitar)|no[- ]?reply|uit dienst|ex-?(?:employee|medewerker|mitarbeiter(?:in)?|collega|partner)|former (?:employee|partner|colleague)|afgemeld|uitgeschreven|abgemeldet|ausgeschieden|left the company|no longer (?:there|here|works|employed|with)|deleted (?:user|account)|verwijderde gebruiker|gel[öo]schter benutzer|on leave|on hold|struck off)(?![\p{L}])|[([]\s*(?:left|gone|old|inactive|declined|cancell?ed|removed|deleted|moved|retired|resigned|vertrokken|weg|oud|inactief|ausgetreten|parti[e]?)(?![\p{L}])[^()[\]]{0,60}[)\]]/iu;
/** Whether words say that somebody is not to be invited. */
export const isWithheld = (words: string): boolean => withheld.test(words) || struck.test(words);
/** Struck through, in Markdown or letter by letter. */
const struck = /^~~.*~~$|(?:\u0335|\u0336|\u0337|\u0338).*(?:\u0335|\u0336|\u0337|\u0338)/u;
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
  if (about.test(words) || isDenied || talk.test(words) || isWithheld(words)) return true;
  return (label.test(words) || part.test(words)) && !isInAddress(words, address);
}

/** The same for what stands in a column of names. */
export function isNobodyHere(name: string, address: string): boolean {
  if (about.test(name) || asks.test(name) || isWithheld(name)) return true;
  return (label.test(name) || part.test(name)) && !isInAddress(name, address);
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

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
export const isWithheld = (words: string): boolean =>
  withheld.test(words) ||
  (!plainName.test(words) && withheldInWords.some((each) => each.test(words)));
/** Nearly all names: none of the rarer patterns finds anything in them. */
const plainName = /^[A-Z][a-z]+(?: (?:[A-Z][a-z]+|\d+))+$/;
/** The same in the other languages whose headings the reader understands. */
const withheldElsewhere =
  /(?<![\p{L}])(?:(?:nie|não|nao|non|no|ikke|inte|ei|ska(?:l|ll)? (?:ikke|inte)) (?:zaprasza[jć](?:cie)?|dodawa[jć]|convidar|adicionar|enviar|invitare|aggiungere|invitar|añadir|invitere?s?|indbydes|inviteras|bjudas? in|kutsuta|kutsu)|(?:da|à|a|para) (?:eliminare|cancellare|rimuovere|supprimer|retirer|eliminar|remover|borrar)|(?:bitte )?streichen|désist(?:ement|é|ée)|(?:ya no|já não|non|nie|n['’]y) (?:trabaja|trabalha|lavora|pracuje|travaille)|dar de baja|afgehaakt|har (?:slutat|sluttet)|er (?:sluttet|stoppet)|ei (?:ole )?enää|nie pracuje|já saiu|a quitté|parti en retraite|больше не работает|не приглашать|уволен[а]?)(?![\p{L}])/iu;
/** In Chinese, Japanese and Korean, whose words have no spaces between them. */
const eastern =
  /(?:不要|不用|不需|勿|别|別|请勿|請勿|暂不|暫不)(?:再)?(?:邀请|邀請|添加|加入|招待)|(?:招待|登録|追加|送信)(?:は)?(?:しない|不要|しません|なし)|しないで(?:ください|下さい)|退職|退社|欠席|辞退|不参加|(?:已|己)?(?:离职|離職|退出|离开|離開)|已取消|제외|초대하지|초대 ?안|퇴사|퇴직|불참/u;
/** A name with a mark that takes it back: `(not) Bob Roe`, `NOT Cleo Poe`, `Eve Loe - skip`, `xx Fay Moe xx`. */
const crossedName =
  /^\s*(?:[([](?:[Nn]ot?|NOT?|[Nn]iet|[Nn]ee|[Nn]icht|[Kk]ein|[Nn]on|[Pp]as|[Ss]kip|[xX]{1,3})[)\]]\s+\p{L}|(?:NOT|NIET|NICHT|SKIP)\s+\p{Lu}\p{Ll}|x{2,5}\s+[^\n]{1,80}\s+x{2,5}\s*$)|\s[-–—|:]\s*(?:skip(?:ped)?|not|niet|nee|overslaan|weglaten|nicht|nein|remove|delete|cancel(?:l?ed)?|exclude)[.!]?\s*$/u;
/** Struck through, in Markdown or letter by letter. */
const struck = /^~~.*~~$|(?:\u0335|\u0336|\u0337|\u0338).*(?:\u0335|\u0336|\u0337|\u0338)/u;
const withheldInWords = [withheldElsewhere, eastern, crossedName, struck];
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

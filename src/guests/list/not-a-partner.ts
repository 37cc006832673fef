import { addressSays } from '../names/address-says.ts';
import { isState } from '../names/state-table.ts';
import { isStruck } from '../names/strike-marks.ts';
import { isNoName } from '../text/no-name.ts';

/** Words about a list's author, or where to ask, at the beginning of a text that stands in place of a name. */
const about =
  /^(?:export(?:ed)?|generated|created|prepared|printed|compiled|made|sent|submitted|requested|reported|maintained|updated|modified|owned|downloaded|ge[ëe]xporteerd|gemaakt|opgesteld|verstuurd|verzonden|aangevraagd|beheerd|exportiert|erstellt|gesendet|gedruckt|angefordert|export[ée]e?|g[ée]n[ée]r[ée]e?|cr[ée][ée]e?|envoy[ée]e?|exportado|creado|generado|enviado|esportato|creato|generato|inviato|criado|gerado)\s+(?:by|from|on|at|door|van|op|von|am|par|de|le|por|da|il|em)(?![\p{L}])/iu;
/** `Questions? Ask the desk`, `For more information`, `Pour toute question`. */
const asks =
  /^(?:(?:questions?|vragen|fragen|preguntas|domande)\s*[?:]\s*\S|(?:for|any|bij|voor|bei|f[üu]r|pour|para|per|vid|ved|om|till?|przy|with|met|mit)\s+(?:\p{Ll}+\s+){0,2}(?:questions?|vragen|(?:r[üu]ck)?fragen|preguntas|domande|d[úu]vidas?|fr[åa]gor|sp[øo]r(?:s|gs)m[åa]l|pyta[nń]|info(?:rmation(?:en)?|rmatie|rmaci[óo]n|rma[cç][õo]es|rmazioni)?|help|hulp|hilfe|aide|ayuda|aiuto|ajuda)\s*[?:.!]*$)/iu;
/** `Contact for questions`: the person who answers them. */
const answers =
  /^(?:contacts?|contactpersoon|kontakt|ansprechpartner(?:in)?|contacto|contatto|mail|e-?mail|ask|call|vraag|bel)\s+(?:person\s+)?(?:for|in case of|bij|voor|bei|f[üu]r|pour|para|per|ved|vid|f[öo]r|w sprawie)\s+\p{L}/iu;
/** The samples in a form that show what to write: `e.g. John Smith`, `Voorbeeld: Jan Jansen`, `Your name here`. */
const sample =
  /^(?:e\.\s?g\.|eg[.:]|(?:bijv|bv|p\.?\s?ex|t\.?\s?ex|f\.?\s?eks|np|napr|por ej)\.|z\.\s?b\.|d\.?\s?v\.?\s?s\.|per es\.|(?:for|par|por|per|zum) (?:example|exemple|ejemplo|exemplo|esempio|beispiel)[\s,:]|(?:example|beispiel|exemple|ejemplo|esempio|exemplo|voorbeeld|sample|例)\s*[:：])\s*\S|^(?:your|uw|je|jouw|ihr|votre|su|tu|seu)\s+(?:full\s+)?(?:name|naam|nom|nombre|nome)\s+(?:here|hier|ici|aqu[ií]|qui)$/iu;
/** `Aangemaakt door`, `Frågor till`: a preposition at the end, and somebody in another column. */
const openEnd =
  /\p{L}\s+(?:by|from|to|for|with|via|door|voor|aan|op|bij|met|vom|an|bei|für|durch|mit|par|pour|avec|por|para|per|à|af|av|till?|för|przez|dla|van|von|de|da|di|do|del)\s*[:.]?$/u;
/** How a list ends: `Page 1 of 3`, `Grand total`, `Totaal: 12`, `End of list`. */
const foot =
  /^(?:(?:page|pagina|seite|p[áa]gina|strona|sida|side|sivu)\s*\d+(?:\s*(?:of|van|von|de|sur|di|z|av|af|\/)\s*\d+)?|(?:grand |sub|eind|gesamt)(?:total|totaal|totale|totalt|summe)|(?:total|totaal|totale|totalt|gesamt|summe|somme|suma|razem|yhteensä|count|aantal|anzahl|nombre|records|rows)\s*[:=(]\s*\d+\)?|end of (?:the )?(?:list|file|report|table)|einde (?:van de )?lijst|ende der liste|fin de (?:la )?list[ea]|fine (?:della )?lista)[.:]?$/iu;
/** The same in one word or two, and nothing else. */
const label =
  /^(?:for |our |ons |onze |unsere? |notre |nuestro |nosso |nostro |vår |vores )?(?:contact(?: us)?|contacts?|contactpersoon|ansprechp(?:artner(?:in)?|erson)|kontakt(?:person)?|osoba kontaktowa|yhteyshenkilö|referente|aanspreekpunt|point of contact|联系人|聯絡人|担当者?|담당자|連絡先|作成者|contacto|contatto|questions?|vragen|fragen|preguntas|domande|help|support|owner|eigenaar|besitzer|propri[ée]taire|organi[sz]er|organisator|host|gastheer|sender|afzender|absender|exp[ée]diteur|remitente|author|auteur|autor|from|van|von|reply[- ]?to|cc|bcc|total|totaal|gesamt|summe|somme|sum|assistant|assistent|secretary|secretaris|admin|administrator|beheerder|ask|vraag|see|via|by|note|opmerking|hinweis|info|more info)\s*[?:.]*$/iu;
/** Rooms, desks and parts that people play: nobody's name. */
const part =
  /^(?:(?:service|help|front|it)[- ]?desk|(?:our |the )?contact person|manager|supervisor|requester|requestor|aanvrager|leidinggevende|vorgesetzter?|antragsteller(?:in)?|responsable|sponsor|presenter|panelist|co-?host|(?:conference|meeting|board) ?room|vergader(?:zaal|ruimte)|besprechungsraum|salle de r[ée]union|reception|receptie|rezeption|(?:shared )?mailbox|postbus|postfach|postmaster|webmaster|system|systeem|service account|test (?:user|account)|(?:sales|support|marketing|finance|project|hr|it) team|secretariaa?t|sekretariat|postvak(?: in)?|(?:vergaderzaal|room|zaal) \d+|team|office|kantoor|sales|finance|hr)\s*[?:.]*$/iu;
/** Words that say that the list does not mean to invite a person, with any words around them. */
const withheld =
  /(?<![\p{L}])(?:(?:do not|don['’]?t|not to|please not|niet|nicht|ne pas|no) (?:be )?(?:invited?|reply|add|use|contact|mail|e-?mail|send|uitnodigen|toevoegen|gebruiken|mailen|versturen|beantwoorden|einladen|verwenden|antworten|inviter|utiliser|invitar)|no[- ]?reply|uit dienst|ex-?(?:employee|medewerker|mitarbeiter(?:in)?|collega|partner)|former (?:employee|partner|colleague)|afgemeld|uitgeschreven|abgemeldet|ausgeschieden|left the company|no longer (?:there|here|works|employed|with)|deleted (?:user|account)|verwijderde gebruiker|gel[öo]schter benutzer|on leave|on hold|struck off)(?![\p{L}])|[([]\s*(?:left|gone|old|inactive|declined|cancell?ed|removed|deleted|moved|retired|resigned|vertrokken|weg|oud|inactief|ausgetreten|parti[e]?|deceased|dead|rip|overleden|verstorben|décédée?|fallecid[oa]|bounced?|blocked|geblokkeerd|gesperrt|bloqu[ée]e?|unsubscribed|opt(?:ed)?[- ]?out|absent|afwezig|abwesend|rejected|afgewezen|abgelehnt|refus[ée]e?|geannuleerd|storniert|annul[ée]e?|(?:met )?pensioen)(?![\p{L}])[^()[\]]{0,60}[)\]]/iu;
/**
 * Roles of the person who called a meeting, in the reports of Teams, Zoom and Webex, and in the tracking of Outlook.
 */
const roles =
  /^(?:(?:meeting |co-?)?organi[sz]er|resource \(.*\)|(?:co-|alternative )?host|presenter|panelist|(?:mede|co-?)?organisator(?:in)?|presentator|(?:vergaderings?|bijeenkomst|besprechungs|termin)-?organisator(?:in)?|organisator van de vergadering|(?:co-?)?organisat(?:eur|rice)(?: de (?:la |l['’])r[ée]union)?|(?:co-?)?organizador(?:a)?(?: (?:de la|da) reuni[óo]n?)?(?: (?:de la|da) reuni(?:ó|ã)o)?|organizzat(?:ore|rice)(?: (?:della )?riunione)?|m[öo]tesorganisat[öo]r|m[øo]dearrang[øo]r|m[øo]teorganisator|arrang[øo]r|kokouksen j[äa]rjest[äa]j[äa]|organizator(?:ka)?(?: spotkania)?|veranstalter(?:in)?|vergadering organisator)$/iu;

/** True when a word says that its person called a meeting, and so needs no invitation. */
export const callsMeeting = (text: string): boolean =>
  text.length <= 100 && roles.test(text.trim());

/** True if words tell the reader not to invite somebody. */
export function isWithheld(words: string): boolean {
  if (plainName.test(words)) return mayWithhold.test(words) && withheld.test(words);
  return (
    withheld.test(words) || withheldInWords.some((each) => each.test(words)) || isStruck(words)
  );
}
/** Nearly all names: none of the rarer patterns finds anything in them. */
const plainName = /^[A-Z][a-z]+(?:(?:[ '-]|, )(?:[A-Z][a-z]+|\d+))*$/;
/** A word of each pattern of `withheld` that a plain name can fulfil. */
const mayWithhold =
  /\b(?:do|don|not|niet|nicht|ne|no|noreply|uit|ex\w*|former|afgemeld|uitgeschreven|abgemeldet|ausgeschieden|left|deleted|verwijderde|gel\w+|on|struck)\b/i;
/** The same in the other languages whose headings the reader understands. */
const withheldElsewhere =
  /(?<![\p{L}])(?:(?:nie|não|nao|non|no|ikke|inte|ei|ska(?:l|ll)? (?:ikke|inte)) (?:zaprasza[jć](?:cie)?|dodawa[jć]|convidar|adicionar|enviar|invitare|aggiungere|invitar|añadir|invitere?s?|indbydes|inviteras|bjudas? in|kutsuta|kutsu)|(?:da|à|a|para) (?:eliminare|cancellare|rimuovere|supprimer|retirer|eliminar|remover|borrar)|(?:bitte )?streichen|désist(?:ement|é|ée)|(?:ya no|já não|non|nie|n['’]y) (?:trabaja|trabalha|lavora|pracuje|travaille)|dar de baja|afgehaakt|har (?:slutat|sluttet)|er (?:sluttet|stoppet)|ei (?:ole )?enää|nie pracuje|já saiu|a quitté|parti en retraite|больше не работает|не приглашать|уволен[а]?)(?![\p{L}])/iu;
/** In Chinese, Japanese and Korean, whose words have no spaces between them. */
const eastern =
  /(?:不要|不用|不需|勿|别|別|请勿|請勿|暂不|暫不)(?:再)?(?:邀请|邀請|添加|加入|招待)|(?:招待|登録|追加|送信)(?:は)?(?:しない|不要|しません|なし)|しないで(?:ください|下さい)|退職|退社|欠席|辞退|不参加|(?:已|己)?(?:离职|離職|退出|离开|離開)|已取消|제외|초대하지|초대 ?안|퇴사|퇴직|불참/u;
/**
 * A name with a mark that takes it back: `(not) Bob Roe`, `(not Cleo Poe)`, `ex Gus Roe`, `Eve Loe - skip`, `xx Fay Moe
 * xx`.
 */
const crossedName =
  /^\s*(?:[([](?:[Nn]ot?|NOT?|[Nn]iet|[Nn]ee|[Nn]icht|[Kk]ein|[Nn]on|[Pp]as|[Ss]kip|[xX]{1,3})(?:[)\]]\s+\p{L}|\s+\p{Lu})|ex[ -](?=\p{Lu})|[†✝⚰]|(?:NOT|NIET|NICHT|SKIP)\s+\p{Lu}\p{Ll}|x{2,5}\s+[^\n]{1,80}\s+x{2,5}\s*$)|\s[-–—|:]\s*(?:skip(?:ped)?|not|niet|no|non|nee|overslaan|weglaten|nicht|nein|remove|delete|cancel(?:l?ed)?|exclude)[.!]?\s*$|\p{Ll}\s+(?:NOT|NIET|NICHT|NO|NEE|NEIN|NON|SKIP)[.!]?\s*$|\p{Lu}\p{L}{1,40} \p{Lu}\p{L}{1,40} ?[([]?[†✝⚰]\ufe0f?[)\]]?\s*$/u;
const withheldInWords = [withheldElsewhere, eastern, crossedName];
/** Words that say that an address is not meant. */
const denied =
  /(?:^|[^\p{L}])(not|don['’]t|never|no longer|niet|nooit|geen|nicht|kein|ne pas|plus|former|formerly|old|oud|alt|ancien|previous|vorig|ehemalig|left|gone|inactive|inactief|inaktiv|deleted|verwijderd|gel[öo]scht|invalid|ongeldig|ung[üu]ltig|bounced?|unsubscribed|obsolete|expired|verlopen|removed|cancelled|canceled|declined|was|cc|bcc|\u2717)(?![\p{L}])/iu;

/** Small words of sentences. */
const talk =
  /(?:^|\s)(?:for|to|if|is|are|with|about|please|the|your|voor|met|bij|als|für|bei|pour|para)(?=\s|$)/;

/** `Vries, Jan de` is a name that stands turned round. */
const isOpenEnded = (words: string): boolean => openEnd.test(words) && !words.includes(',');

/** True for words at the foot of a list, and for words that say who made it. No person is called so. */
export const isCredit = (words: string): boolean => isOpenEnded(words) || foot.test(words);

/**
 * True when the words say who made the list, where to ask, or that somebody is not meant. False if the address says
 * them too.
 */
export function saysOther(words: string, address: string): boolean {
  const [, word] = denied.exec(words) ?? [];
  const isDenied = word !== undefined && !addressSays(address, word, { how: 'whole' });
  if (about.test(words) || isDenied || talk.test(words) || isWithheld(words)) return true;
  return (label.test(words) || part.test(words)) && !addressSays(address, words, { how: 'within' });
}

/**
 * The same for the text in a column of names, without people whom the list does not mean to invite: see `isWithheld`.
 */
function isNobodyHere(name: string, address: string): boolean {
  if (about.test(name) || asks.test(name) || isCredit(name)) return true;
  if (answers.test(name) || sample.test(name)) return true;
  return (label.test(name) || part.test(name)) && !addressSays(address, name, { how: 'within' });
}

type Naming = { written: string | undefined; called: string | undefined; address: string };

/** A name, as written or as read, that is nobody's, or says that nobody means its person. */
export function nobodyIn({ written = '', called, address }: Naming): string | undefined {
  if (isWithheld(written) && (called !== undefined || !isNoName(inBrackets(written))))
    return written;
  if (called === undefined) return undefined;
  const isNobody =
    (written !== called && isWithheld(called)) ||
    isNobodyHere(called, address) ||
    isStateOf(called, address);
  return isNobody ? called : undefined;
}

/** `Declined` in the place of a name, of which the address says nothing. */
const isStateOf = (called: string, address: string): boolean =>
  !twoNames.test(called) &&
  address.includes('@') &&
  isState(called) &&
  !addressSays(address, called, { how: 'within' });
/** Nearly all names. */
const twoNames = /^[A-Z][a-z]+,? [A-Z]/;

/** `Not set` of `(Not set)`: nobody is meant by it, and nobody is taken back. */
const inBrackets = (text: string): string => /^[([{<]\s*([^()[\]{}<>]*)/.exec(text)?.[1] ?? text;

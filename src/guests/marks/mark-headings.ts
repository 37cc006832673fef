import { takesPersonBack } from './state-words.ts';

/** Headings that ask whether somebody is meant. */
export const asksHere =
  /invit|uitnod|einlad|\bsend|include|approv|select|active\b|actief|aktiv|enabled|\bwanted|allowed|consent|opt-?in|attend|accept|confirm|goedgekeurd|akkoord|meenemen|deelnem|freigabe|freigegeben|vrijgave|toestemming|zustimmung|access\b|toegang|guest\b|external|extern|\bgast|\bkeep|behouden|houden|aanwezig|\bkomt|anwesend|teilnahme|pr[ée]sen|going|coming|rsvp|\bjoin|convid|zapro[sś]|bjud|kutsu|asist|particip|partecip|confirma|conferma|udzia[łl]|obecn|deltar|osallistu|zusage|response|r[ée]ponse|reactie|antwort|\bkommt|\bok\b|tilmeldt|p[åa]meldt|anm[äa]ld|activ[oa]|attiv[oa]|aktywn|\?\s*$/iu;
/** Headings for a decision. */
export const decidesHere =
  /decision|besluit|beslissing|entscheid|d[ée]cision|registration|aanmelding|anmeldung/iu;

/** Headings for leave to invite: nobody has given it where the cell says that it is to come. */
export const permitsHere =
  /approv|consent|\binvite\b|\binvit[ae]r|uitnodigen|einladen|convidar|zapr[ao]s|bjud|kutsu|goedgekeurd|akkoord|toestemming|freigabe|zustimmung|decision|besluit|entscheid|d[ée]cision/iu;

/** Headings that say the opposite: any word below them except a no is against the person. */
const denies =
  /reject|declin|cancel|unsub|suspend|inactive|inaktiv|inattiv|inativ|block?list|blacklist|bloqu|\bblok|\bbaja\b|already|\breeds\b|bereits|\bschon\b|d[ée]j[àa]|deactivat|disabled|archived|departed|\bgone\b|expired|revoked|rechaz|recusad|rifiut|annullat|odrzuc|rezygn|wypisan|avanm[äa]l|afmeld|avmeld|perut|zru[šs]en|opt(?:ed)?[\s_-]?out|bounce|blocked|deleted|removed|terminat|no[- ]?show|(?:do[\s_-]*not|don['’]?t)[\s_-]*(?:invite|contact|mail|e-?mail|call|add|use|send)|\bexclude|geweigerd|afgewezen|afgemeld|uitgeschreven|geannuleerd|geblokkeerd|vertrokken|uit dienst|uitsluiten|abgelehnt|abgemeldet|gesperrt|storniert|ausgetreten|refus|annul|d[ée]sinscri|\bskip\b|overslaan|\bignore\b|leaving|austritt|\bdnc\b|deceased|overleden|verstorben|verwijder|l[öo]schen|supprimer|eliminar\b|usun[ąi]|(?:ta|tag) bort|\bleft (?:on|at|date|company)|end of employment|employment end|end (?:date )?(?:of )?(?:employment|contract)|contract[ _-]?end|contracteinde|vertragsende|fin de contrat|einde dienstverband|\b(?:last (?:working )?day|laatste werkdag|letzter (?:arbeits)?tag|dernier jour)|uit ?dienst|ontslag|(?:departure|exit|termination|separation|vertrek|uittreed|k[üu]ndigungs?|entlassungs?|fratr[æe]delses?)[ _-]?(?:date|datum|dato)|(?:date|datum|fecha|data|dato) (?:of |de |da |di |van )?(?:departure|exit|termination|separation|d[ée]part|sortie|salida|uscita|cessazione|sa[íi]da|odejścia|zwolnienia|fratr[æe]den)/iu;
/** Headings that deny in words: `Niet uitnodigen`, `Ne pas inviter`, `No longer employed`. `Order no` is a number. */
const negates =
  /(?<![\p{L}])(?:(?:not|niet|nicht|nunca|ikke|inte|ej|nie|n[ãa]o|älä|ei)\s+(?!modify|applicable|before|after)\p{L}|ne pas\s|(?:no|non|geen|keine?n?|sans|sem|sin|senza|bez|uden|utan|uten)\s+(?:longer|(?:e-?)?mail|contact|kontakt|invit|access|consent|acc[eè]s|toegang|uitnodig|einlad|zugang|zugriff|zusage|asist|m[áa]s\b|pi[ùu]\b|plus\b))/iu;
/** Headings of what people wrote beside a row, and the words there that speak against it. */
const remarks =
  /bijzonderhed|besonderheit|\bmemo\b|remark|comment|\bnotes?\b|備考|メモ|备注|備註|비고|uwagi|bem[äaæ]rkning|anm[äa]rkning|kommentar|merknad|huomautus|observa[cç]|notas?\b|примечан|comentario|opmerking|bemerk|notiz|notitie|reden|reason|toelichting|remarque/iu;
export const speaksAgainst =
  /(?<![\p{L}])(?:bounc\p{L}*|(?:has |have )?left|gone|not|don['’]?t|wait|hold|wrong|invalid|replaced?|instead|no longer|old|duplicate|leaves|niet|geen|weg|vertrokken|wachten|wacht|verkeerd|vervangen|dubbel|nicht|kein|warten|falsch|ersetzt|ne pas|attendre|remplac\p{L}*|verlassen|ausgeschieden|gekündigt|eraf|usunięcia|usunąć|fratrådt|fratrått|lähtenyt|poistu\p{L}*|quitté|licencié|ha dejado|ya no|lasciato|saiu|deixou|slutat|sluttet|ophørt|desist\p{L}*|désist\p{L}*|ikke|inte|nie|não|enää|streichen|afgehaakt|odmowa|не|уволен\p{L}*|odszedł|odeszła|vertrekt|verlaten|ontslag|removed?|deleted?|verwijder\p{L}*|entfern\p{L}*|supprim\p{L}*|skip|exclude|overslaan|resign\p{L}*|retired|pensioen|afwezig|absent)(?![\p{L}]|-\p{L})/iu;
/**
 * Words of calls, meals and hurry, which speak against nobody. The note quotes words that few people have all the same.
 */
export const speaksOfDaily =
  /^(?:please )?(?:(?:do not|don['’]?t|niet|nicht|ne pas) (?:call|phone|ring|disturb|forget|bellen|storen|anrufen|stören|appeler|déranger)|(?:not|niet|nicht|pas|no|non|geen|keine?) (?:urgent|dringend|eilig|veget\p{L}*|vegan\p{L}*|végé\p{L}*|allerg\p{L}*|pork|varkensvlees|schweinefleisch|nuts|noten|nüsse|gluten|lactose|alcohol)|old friend|oude bekende|alter freund)(?!\p{L})[^.;!]*[.!]?$/iu;

/** True when people write below a heading what they have to say about a row. */
export const holdsRemarks = (heading: string): boolean => remarks.test(heading);

/**
 * True if yes and no below a heading say whether the list means the person. `isMarked` finds the people whom it does
 * not mean.
 */
export const isUnderstood = (heading: string): boolean =>
  asksHere.test(heading) || isAgainst(heading);

/** True when a yes below a heading says that the person is not meant: `Niet uitnodigen`, `Opt out`. */
export const isAgainst = (heading: string): boolean =>
  denies.test(heading) || negates.test(heading);

/**
 * Headings for what became of an invitation to the person, and for what is to be done: the whole heading is such a word,
 * perhaps with one for people before it. `Order status` and `Email status` speak of something else.
 */
const stateHeading =
  /^(?:(?:attendee|guest|partner|invit\p{L}*|rsvp|registration|contact|member(?:ship)?|participa\p{L}*|approval|response|reply|attendance|employ\p{L}+|person|user|current|new|final|latest|my|your|their|deelname|deelnemers?|uitnodigings?|aanmeld(?:ings)?|gast(?:en)?|persoons?|teilnahme|teilnehmer|einladungs?|anmelde?|antwort|huidige|aktueller)[\s_-]?){0,2}(?:status|state|stato|statut|stan|stav|estado|tila|stand|toestand|zustand|situa[cç][aã]o|situation|situaci[oó]n|rsvp|response|reply|r[ée]ponse|reactie|antwoord|antwort|risposta|respuesta|resposta|odpowied[zź]|svar|vastaus|attendance|attend(?:s|ing)?|coming|going|joining|aanwezig(?:heid)?|deelname|deelnem(?:en|er)|komt|anwesenheit|teilnahme|kommt|zusage|pr[ée]sence|asistencia|participation|partecipazione|deltar|deltagelse|udzia[łl]|decision|besluit|entscheidung|d[ée]cision|approval|approved|goedgekeurd|akkoord|freigabe|action|actie|aktion|acci[oó]n|azione|a[cç][aã]o|invite|uitnodigen|einladen|inviter|invitar|invitare|convidar|zaprasza[ćc]|zaprosi[ćc]|bjud in|kutsu(?:taan)?|状態|状态|狀態|출석|상태|出欠)\s*[?:]?$/iu;
/** Of these headings, the ones for a state or an action: a `NE` below `State` is Nebraska. */
const noAnswer =
  /(?:status|state|stato|statut|stan|stav|estado|tila|stand|toestand|zustand|situa\p{L}*|action|actie|aktion|acci[oó]n|azione|a[cç][aã]o|状態|状态|狀態|상태)\s*[?:]?$/iu;

/** True for a heading below which a word for a state decides about the person. */
export const holdsStates = (heading: string): boolean => stateHeading.test(bare(heading));
/** True for one of them below which a no is an answer. */
export const holdsAnswers = (heading: string): boolean =>
  holdsStates(heading) && !noAnswer.test(bare(heading));
/** True for a heading below which a yes forbids to invite the person: `Do not invite`, `Declined`. */
export const forbidsWithYes = (heading: string): boolean => takesPersonBack(bare(heading));

/** A heading without a note in brackets. */
const bare = (heading: string): string =>
  heading.length > longest ? '' : heading.replace(/\s*[([][^()[\]]*[)\]]/g, '').trim();
/** In characters. A longer heading is a question, and may ask anything. */
const longest = 60;

import { callsMeeting, isCredit, isWithheld } from '../list/not-a-partner.ts';

/**
 * Words of registrations in Spanish, Portuguese, Italian, Polish, Swedish, Danish, Norwegian, Finnish, Czech and
 * Slovak.
 */
const statesElsewhere =
  'n[oã]o? (?:asistir[áa]|asiste|viene|vendr[áa]|participar?[áa]?|acude|vem|vai|comparece|comparecer[áa]|puede|pode|pu[òo])(?: .*)?|non (?:viene|verr[àa]|partecipa|partecipa?er[àa])|ne (?:vient|viendra|participe|participera) pas|komm?t n(?:iet|icht)|kommer (?:ikke|inte|ej)|nie (?:przyjdzie|weźmie udziału|bierze udziału)|ei (?:tule|osallistu|pääse)|(?:cancel|anul|rechaz|recus|inactiv|inativ|desativ|retir|annull|cancell|rifiut|inattiv|disdett|ritir)(?:ad|at|)[oa]|baja|ausente|assente|anulowan[yae]|odrzucon[yae]|odwołan[yae]|wypisan[yae]|nieaktywn[yae]|odmówiła?|zrezygnowała?|avböj[td]|inställd|avanmäld|avregistrerad|afmeldt|avmeldt|aflyst|avlyst|afvist|avslått|peruttu|peruutettu|hylätty|kieltäytynyt|estynyt|odmowa|rezygnacja|dezerterowała?|désistement|désisté[e]?|baixa|(?:en )?baja|saiu|demitid[oa]|dimess[oa]|rinuncia|rinunciato|afgehaakt|streichen|gestrichen|(?:har )?slutat|(?:har )?sluttet|lopettanut|poissa|отказ|отказал(?:ся|ась)|уволен[а]?|отменено|zruš\\p{L}*|odmít\\p{L}*|odmiet\\p{L}*|neaktívn[yae]|neaktivní';
/** Actions that somebody asks for with a row, in lists of changes. */
const orders =
  'remove|delete|offboard(?:ing)?|revoke|deactivate|disable|verwijderen|intrekken|blokkeren|löschen|entfernen|sperren|supprimer|retirer|bloquer|eliminar|borrar|eliminare|rimuovere|usuń|usunąć|ta bort|fjern|slet|poista';
/** Words of registrations and forms for a person who does not come, or may not. */
const states = new RegExp(
  `^(?:cancell?ed(?: by .+)?|deleted|removed|verwijderd|gelöscht|entfernt|supprimée?|retirée?|eliminad[oa]|borrad[oa]|eliminat[oa]|rimoss[oa]|removid[oa]|excluíd[oa]|usunięt[yae]|raderad|borttagen|slettet|fjernet|poistettu|удал[её]н[ао]?|(?:hard |soft )bounced?|be[ëe]indigd|beendet|ended|opgezegd|gek[üu]ndigt|r[ée]sili[ée]|locked|refunded|voided|failed|declines|fired|quit|rip|r\\.i\\.p\\.?|passed away|dead|fake|spam|ontslagen|gestopt|vervallen|entf[äa]llt|verstorben|d[ée]c[ée]d[ée]e?|fallecid[oa]|d[ée]sinscrite?|parti[e]?|gone|moved away|resigned|retired|deceased|overleden|declined|denied|rejected|withdrawn|no[- ]show|left|inactive|blocked|disabled|opt(?:ed)?[- ]?out|unqualified|not (?:attending|coming|going|approved|interested|invited|allowed|eligible|confirmed|meant)|(?:will not|won['’]?t|does not|doesn['’]?t) (?:attend|come|join|go)|deceased|on hold|suspended|terminated|ex[- ]?employee|unsubscribed|bounced|geannuleerd|afgewezen|geweigerd|ingetrokken|vertrokken|inactief|geblokkeerd|abgelehnt|storniert|inaktiv|gesperrt|ausgetreten|ausgeschieden|abgemeldet|uitgeschreven|afgemeld|annul[ée]|refus[ée]|inactif|deactivated|deprovisioned|archived|lapsed|absent(?:e|es|s)?|afwezig|abwesend|entschuldigt|verhinderd|verhindert|do not allow|d[ée]clin[ée]e?|blacklisted|invalid|nok|not ok|niet ok|niet akkoord|nicht ok|regrets?|apologies|(?:unable to|can['’]?t|cannot) (?:attend|come|go|join|make it)|afgezegd|abgesagt|verhinderung|former|voormalig|ehemalig|ancien(?:ne)?|${orders}|${statesElsewhere})[.!]?$`,
  'iu',
);
/**
 * Of these words, the ones for an address, an account or an earlier mail. The person may be meant all the same:
 * `Status: not invited`.
 */
const aboutAccounts =
  /^(?:(?:hard |soft )?bounced?|locked|failed|ended|fake|spam|voided|refunded|lapsed|archived|on hold|suspended|invalid|nok|(?:not|niet|nicht) ok|absente?s?|afwezig|abwesend|poissa|ausente|assente|inacti\p{L}*|inati\p{L}*|inatti\p{L}*|inaktiv\p{L}*|nieaktywn\p{L}*|neaktívn\p{L}*|blocked|geblokkeerd|gesperrt|disabled|deactivated|desativad[oa]|deprovisioned|opt(?:ed)?[- ]?out|unqualified|unsubscribed|blacklisted|do not allow|former|voormalig|ehemalig|ancien(?:ne)?|vervallen|entf[äa]llt|gone|not (?:invited|confirmed|approved)|no[- ]show)[.!]?$/iu;

/** True for a state or an order that takes a person back, below a heading for states. */
export const takesPersonBack = (text: string): boolean =>
  forbidsInvite.test(text) ||
  crossed.test(text) ||
  (isWithheld(text) && !saysMore.test(text)) ||
  (states.test(text) && !aboutAccounts.test(text));

/** `Yes (old address)`, `Do not use for marketing`: the denial is about something else than the person. */
const saysMore =
  /[,;:([\u2013\u2014]|\s-\s|(?<!\p{L})(?:before|after|until|for|with|old|on|e-?mails?|mailing|mailen|newsletters?|nieuwsbrief|rundbrief|address|adres|adresse|moved|leave|hold|voor|vóór|für|pour|vor|bis|met|mit|vom)(?!\p{L})/iu;

/** `Do not invite`, and nothing else: `Invite, do not send mail` means the person. */
const forbidsInvite =
  /^(?:(?:please |bitte |graag )?do[\s_-]?n[o'’]t[\s_-]?(?:invite|add|include)|niet[\s_-](?:meer )?(?:uitnodigen|toevoegen|meenemen)|nicht[\s_-](?:mehr )?(?:einladen|hinzufügen|aufnehmen)|ne (?:pas|plus) (?:inviter|ajouter)|no (?:invitar|añadir|incluir)|n[ãa]o (?:convidar|adicionar)|non (?:invitare|aggiungere)|nie zaprasza[cć]|bjud inte in|inviter ikke|ikke inviter\p{L}*|ei kutsuta|[äa]l[äa] kutsu)\s*[.!?:]?$/iu;

/** Of the words for no, the ones of a person who has not answered, and numbers that count. */
export const saysNotYet = /^(?:not yet|nog niet|noch nicht|pas encore|0)[.!]?$/iu;

/** Words for no, below a heading that asks. */
export const saysNo =
  /^(?:no|n|nee|nein|non|false|onwaar|falsch|faux|0|n[ãa]o|nie|nej|nei|ei|ne|не|нет|not yet|nog niet|noch nicht|pas encore|☐|✗|✘)[.!]?$/iu;

/** Words for an open question, below such a heading or a heading for a decision. */
export const saysUnsure =
  /^(?:\?+|tbd|tbc|(?:i )?don['’]?t know(?: yet)?|not sure(?: yet)?|unknown|unclear|onbekend|weet (?:ik )?(?:nog )?niet|wei[sß]+ (?:ich )?(?:noch )?nicht|unbekannt|pending|tentative|maybe|undecided|waitlisted|(?:on (?:the )?)?wait(?:ing)?[- ]?list|misschien|onder voorbehoud|in behandeling|wachtlijst|vielleicht|unter vorbehalt|ausstehend|warteliste|peut-[êe]tre|en attente|pendiente|pendente|in attesa|quiz[áa]s?|tal ?vez|forse|mo[żz]e|kanske|m[åa]ske|kanskje|ehk[äa]|mo[žz]n[áa])[.!]?$/iu;
/** Words that say nothing below such a heading. */
export const saysNothingHere =
  /^(?:allow(?:ed)?|0+(?:[.,]0+)?|[2-9]|\d{2,}|\d{1,3}(?:[.,]\d{3})*(?:[.,]\d{1,2})?%|\d{1,3}(?:[.,]\d{3})+|\d+[.,]\d{1,2}|-+|–|—|null|none|nil|n\/?a|#n\/a|nvt|n\.v\.t\.|geen|keine?|never|nooit|nie)$/iu;

/** Signs that say no below any heading. */
const crossed = /^(?:[❌🚫⛔👎🛑]\ufe0f?)+$/u;
/** True for words that say of a person, below any heading, that nobody means this one. */
export const saysNotMeant = (text: string): boolean =>
  callsMeeting(text) ||
  states.test(text) ||
  crossed.test(text) ||
  isWithheld(text) ||
  isCredit(text);

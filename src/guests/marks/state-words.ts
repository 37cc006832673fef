import { callsMeeting, isCredit, isWithheld } from '../list/not-a-partner.ts';
import { isCross, isOfAccount, isState } from '../names/state-table.ts';

/** True for a state or an order that takes a person back, below a heading for states. */
export function takesPersonBack(text: string): boolean {
  const first = firstPart(text);
  return (
    forbidsInvite.test(first) ||
    isCross(text) ||
    (isWithheld(first) && !saysMore.test(first) && !speaksOfMail.test(text)) ||
    isStateOfPerson(text)
  );
}

const isStateOfPerson = (text: string): boolean => isState(text) && !isOfAccount(text);

/** True for such a state with more words behind a sign: `Declined - no time`. */
export const beginsWithState = (text: string): boolean => isStateOfPerson(firstPart(text));

/** True where more words take such a state back: `Declined, but coming for lunch`. */
export const turnsRound = (text: string): boolean =>
  /(?<!\p{L})(?:but|again|now|accept\p{L}*|confirmed|attending|coming|maar|toch|nu|aber|doch|jetzt|mais|pero|mas|ma)(?!\p{L})/iu.test(
    text.slice(firstPart(text).length),
  );

/** `Do not invite` of `Do not invite (has left)`: the words behind say why. */
const firstPart = (text: string): string =>
  text.split(/[,;:([\u2013\u2014]|\s-\s/, 1)[0]?.trim() || text;

/** `Do not use for marketing`: the denial is about something else than the person. */
const saysMore =
  /(?<!\p{L})(?:before|after|until|for|with|old|on|e-?mails?|mailing|mailen|newsletters?|nieuwsbrief|rundbrief|address|adres|adresse|moved|leave|hold|voor|vóór|für|pour|vor|bis|met|mit|vom)(?!\p{L})/iu;
/** The same behind a sign: `Do not send (newsletter)`. */
const speaksOfMail =
  /(?<!\p{L})(?:e-?mails?|mailings?|mailen|newsletters?|nieuwsbrief|rundbrief|address|adres|adresse)(?!\p{L})/iu;

/** `Do not invite`, and nothing else: `Invite, do not send mail` means the person. */
const forbidsInvite =
  /^(?:(?:please |bitte |graag )?do[\s_-]?n[o'’]t[\s_-]?(?:invite|add|include)|niet[\s_-](?:meer )?(?:uitnodigen|toevoegen|meenemen)|nicht[\s_-](?:mehr )?(?:einladen|hinzufügen|aufnehmen)|ne (?:pas|plus) (?:inviter|ajouter)|no (?:invitar|añadir|incluir)|n[ãa]o (?:convidar|adicionar)|non (?:invitare|aggiungere)|nie zaprasza[cć]|bjud inte in|inviter ikke|ikke inviter\p{L}*|ei kutsuta|[äa]l[äa] kutsu)\s*[.!?:]?$/iu;

/** Of the words for no, the ones of a person who has not answered, or of a decision to come. */
export const saysNotYet = /^(?:not yet|nog niet|noch nicht|pas encore)[.!]?$/iu;

/** Words for no, below a heading that asks. */
export const saysNo =
  /^(?:no|n|nee|nein|non|false|onwaar|falsch|faux|0|n[ãa]o|nie|nej|nei|ei|ne|не|нет|not yet|nog niet|noch nicht|pas encore|☐|✗|✘)[.!]?$/iu;

/** Words for an open question, below such a heading or a heading for a decision. */
export const saysUnsure =
  /^(?:\?+|tbd|tbc|(?:i )?don['’]?t know(?: yet)?|not sure(?: yet)?|unknown|unclear|onbekend|weet (?:ik )?(?:nog )?niet|wei[sß]+ (?:ich )?(?:noch )?nicht|unbekannt|pending|tentative|maybe|undecided|waitlisted|(?:on (?:the )?)?wait(?:ing)?[- ]?list|misschien|onder voorbehoud|in behandeling|wachtlijst|vielleicht|unter vorbehalt|ausstehend|warteliste|peut-[êe]tre|en attente|pendiente|pendente|in attesa|quiz[áa]s?|tal ?vez|forse|mo[żz]e|kanske|m[åa]ske|kanskje|ehk[äa]|mo[žz]n[áa])[.!]?$/iu;
/** Words that say nothing below such a heading. */
export const saysNothingHere =
  /^(?:allow(?:ed)?|0+(?:[.,]0+)?|[2-9]|\d{2,}|\d{1,3}(?:[.,]\d{3})*(?:[.,]\d{1,2})?%|\d{1,3}(?:[.,]\d{3})+|\d+[.,]\d{1,2}|-+|–|—|null|none|nil|n\/?a|#n\/a|nvt|n\.v\.t\.|geen|keine?|never|nooit|nie)$/iu;

/** Words for people whom the list means. */
const saysYes =
  /^(?:accepted|confirmed|attending|approved|invited?|going|joining|registered|active|yes|wel|ja|aangemeld|aanwezig|akkoord|uitnodigen|goedgekeurd|bevestigd|actief|angemeldet|zugesagt|einladen|best\u00e4tigt|aktiv|oui|confirm[\u00e9e]e?|accept[\u00e9e]e?|inscrite?|pr\u00e9sente?|actif|s[i\u00ed]|confirmad[oa]|confermat[oa]|aceptad[oa]|sim|tak|potwierdzon[yae])[.!]?$/iu;

/** True for a word that answers a question about somebody, in either way: nobody's name. */
export const isAnswer = (text: string): boolean =>
  text.length <= 60 && (saysYes.test(text) || isState(text) || saysUnsure.test(text));

/** True for words that say of a person, below any heading, that nobody means this one. */
export const saysNotMeant = (text: string): boolean =>
  callsMeeting(text) || isState(text) || isCross(text) || isWithheld(text) || isCredit(text);

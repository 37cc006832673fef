import { isStateLabel } from '../names/state-table.ts';
import type { Mark } from './judge-cells.ts';
import { saysNotMeant, saysUnsure, takesPersonBack } from './state-words.ts';
import { takenBack } from './taken-back.ts';

/** In characters. Longer text is no mark. */
const longest = 200;

/** Says whether the title of some rows tells the reader not to invite their people: `Declined:`, `Do not invite`. */
export function markOfTitle(title: string): Mark {
  if (title.length > longest) return 'none';
  const text = title
    .trim()
    .replace(/[\s:.-]+$/, '')
    .replace(/\s*\(\d+\)$/, '');
  const forms = [text, text.replace(/s$/i, '')];
  if (aside.test(text) || left.test(text) || forms.some((each) => saysUnsure.test(each)))
    return 'doubtful';
  if (forms.some((each) => takesPersonBack(each))) return 'denied';
  if (isLabel(title) && isRefusal(text)) return order.test(text) ? 'denied' : 'doubtful';
  const isAgainst =
    forms.some((each) => saysNotMeant(each)) || looseForms(title).some(isStateLabel);
  return isAgainst ? 'doubtful' : 'none';
}

/** What a longer title says: `1. Declined guests`, `Declined_2026`, `Afgemelde gasten`, `Declined - May`, `RSVP no`. */
function looseForms(title: string): readonly string[] {
  const bare = title.replaceAll('_', ' ').replace(/^[\s\d.)(#-]+/, '');
  const [first = ''] = bare.split(/\s[-\u2013\u2014|]\s|[(:]|\s(?=\d)/);
  const plain = first.trim().toLowerCase();
  const [state = '', ...people] = plain.split(' ');
  const withoutEnd = [state.replace(/e[nrs]?$/, ''), ...people].join(' ');
  return [plain, withoutEnd];
}

/** True if the title of some rows says that their people may not be meant. */
export const isMarkedTitle = (title: string): boolean => markOfTitle(title) !== 'none';

/** A text with a colon behind it, or in one case: `Skip Jones` is a person without an address. */
const isLabel = (title: string): boolean =>
  /:\s*$/.test(title) || /^\P{L}*\p{L}+\P{Lu}*$/u.test(title) || title === title.toUpperCase();

/** `not this one`, `except`. */
const isRefusal = (text: string): boolean =>
  takenBack(text, text.toLowerCase().replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')) === 'refused';
const pointers =
  'these|those|this|them|(?:the )?following|deze|die|hen|(?:de )?(?:volgende|onderstaande)|diese|(?:die )?folgenden?|ceux-ci|celles-ci|ces|les suivant[es]*|est[oa]s|l[oa]s siguientes|estes|[oa]s seguintes|quest[ei]|i seguenti|dessa|följande|disse|følgende';
const people =
  'ones?|people|persons?|guests?|partners?|contacts?|attendees|names|addresses|rows|lines|mensen|personen|gasten|adressen|namen|regels|rijen|leute|gäste|zeilen|personnes|invités|adresses|lignes|personas|invitados|pessoas|convidados|persone|invitati|personer|gäster|gæster|gjester';
/** Nothing else stands in it: `Not invited yet` and `No names` name people to invite. */
const order = new RegExp(
  `^(?:(?:not|niet|nicht|pas|no|inte|ikke)(?: (?:${pointers})(?: (?:${people}))?)?|(?:except|excluding|exclude[ds]?|skip(?:ped)?|ignored?|omit|leave out|left out|remove[ds]?|delete[ds]?|behalve|uitgezonderd|overslaan|weglaten|verwijder(?:en|d)?|außer|ausgenommen|auslassen|überspringen|entfernen|sauf|excepté|exclure|exclus|excepto|salvo|exceto|tranne|esclusi)(?: (?:${pointers}))?(?: (?:${people}))?)$`,
  'iu',
);

/** Titles of people who only stand beside: copies of a mail, and the person who calls a meeting. */
const aside = /^(?:b?cc|(?:co-?)?(?:host|organi[sz]er|presenter)s? (?:details|info(?:rmation)?))$/i;
/** `People who left in 2026`, `Mensen die zijn vertrokken`. */
const left =
  /^\p{L}+ (?:who|that|die|qui|que|che|som|któr\p{L}+) .*(?<!\p{L})(?:left|declined|cancelled|canceled|resigned|retired|unsubscribed|vertrokken|afgemeld|afgezegd|weg|gestopt|gegangen|verlassen|abgesagt|abgemeldet|ausgeschieden|partis?|quitt[ée]|annul[ée]s?|refus[ée]|cannot|can['’]?t|not|niet|nicht|pas|no|non|ikke|inte|nie)(?!\p{L})/iu;

/** True when the title of some rows ends the rows of another title. */
export const endsTitle = (title: string): boolean =>
  title.length <= longest && (/:\s*$/.test(title) || goes.test(title.trim()));

/** Titles above the people whom the list means. */
const goes =
  /^(?:accepted|confirmed|attending|approved|invited?|going|yes|wel|ja|aangemeld|aanwezig|akkoord|uitnodigen|goedgekeurd|angemeldet|zugesagt|einladen|confirm[ée]s?|accept[ée]s?)(?![\p{L}])/iu;

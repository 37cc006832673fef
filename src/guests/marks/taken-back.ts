import { isWithheld } from '../list/not-a-partner.ts';
import { isCrossed, isStateLabel } from '../names/state-table.ts';

/** A heading or a label that takes back the request for the people under it, in each language. */
const refusals = [
  /^(?:please )?(?:do not|don['’]?t|dont|never|not to|not)(?: be)? (?:invite|add|include|send|mail|use)/u,
  /^not(?: yet| now| invited| needed| coming| joining| attending| these| them| this one| these people)?$/u,
  /^(?:no|not yet|not sure|unsure|maybe|perhaps|possibly|later|tentative|undecided|tbd|wait|waiting|waitlist|waiting list|on hold|hold|pending|next time|next round|if needed|to be (?:decided|confirmed))(?: (?:people|ones?|invites|invitations|approval))?$/u,
  /^(?:already|previously)(?: \p{L}+)? (?:invited|added|in|members?|guests?|access|done|sent|there|registered)\b/u,
  /^already (?:has|have)\b|^(?:invited|added|sent|done) (?:already|before|earlier)$/u,
  /^(?:except|excluding|exclude[ds]?|without|skip(?:ped)?|ignored?|leave out|left out|omit|but not|remove[ds]?|delete[ds]?|instead of)\b/u,
  /^(?:nog |liever |graag |zeker |even )?niet(?: meer| uitnodigen| toevoegen| nodig| uit te nodigen| mailen| deze| doen| uitgenodigd)?(?: graag)?$/u,
  /^(?:nee|misschien|eventueel|twijfel|twijfelgevallen|wachtlijst|wachten|wacht|volgende keer|onder voorbehoud|reserve)$/u,
  /^(?:al|reeds)(?: eerder)? (?:uitgenodigd|toegevoegd|lid|leden|gast|binnen|toegang|gedaan|verstuurd|aanwezig|bekend)\b/u,
  /^(?:behalve|zonder|uitgezonderd|exclusief|overslaan|weglaten|verwijder(?:en|d)?|in plaats van)\b/u,
  /^(?:bitte )?(?:noch )?nicht(?: mehr)?(?: einladen| hinzufügen| eingeladen| nötig| diese)?$/u,
  /^(?:nein|vielleicht|eventuell|später|warteliste|nächstes mal|unklar)$/u,
  /^(?:bereits|schon) (?:eingeladen|hinzugefügt|mitglied|gast|da|dabei|drin|erledigt|zugang)/u,
  /^(?:außer|ausser|ohne|ausgenommen|auslassen|überspringen|entfernen|statt)\b/u,
  /^(?:ne pas|pas|à ne pas) (?:inviter|ajouter)\b|^pas(?: encore| maintenant| elle| lui| eux)?$/u,
  /^(?:non|peut-être|plus tard|liste d['’]attente|en attente|à confirmer|éventuellement)$/u,
  /^déjà (?:invité|ajouté|membre|inscrit|fait|accès)|^(?:sauf|sans|excepté|hormis|exclure|exclus|à exclure)\b/u,
  // Spanish, Portuguese and Italian.
  /^(?:por favor )?(?:no|não|nao|non) (?:invitar|invitéis|inviten|añadir|incluir|convidar|adicionar|invitare|aggiungere|includere)(?!\p{L})/u,
  /^(?:ya|já|già) (?:invitad|convidad|invitat|añadid|adicionad|aggiunt)[oaie]s?(?!\p{L})|^(?:excepto|menos|salvo|exceto|tranne|escluso|esclusi)(?!\p{L})/u,
  // Polish, Czech, Swedish, Danish, Norwegian and Finnish.
  /^(?:nie|ne) (?:zaprasza[jć]|dodawa[jć]|zvat|zvěte|přidávat)(?:cie)?(?!\p{L})|^już (?:zaproszen|dodan)|^oprócz(?!\p{L})/u,
  /^(?:bjud inte in|inte|ikke|inviter ikke|ikke inviter|älä kutsu|ei kutsuta|redan inbjud\p{L}*|allerede (?:invitere?t|med)|utom|undtagen|unntatt|paitsi)(?!\p{L})/u,
];
/** `refused`: a label or a heading takes back the request itself. `state`: it says why somebody is no partner. */
export type TakenBack = 'refused' | 'state';

/** Says which part a text takes back. `plain`: its words in lower case, without signs around them. */
export function takenBack(text: string, plain: string): TakenBack | undefined {
  if (isCrossed(text)) return 'refused';
  if (isStateLabel(plain)) return 'state';
  const isRefused =
    refusals.some((each) => each.test(plain)) || isWithheld(plain) || hasDenial(text);
  return isRefused ? 'refused' : undefined;
}

/** `Voorlopig niet`, `NOT OK`, `To skip`: a denial is in small letters, the first word, or all are large. */
function hasDenial(text: string): boolean {
  const words = text.match(/[\p{L}'’]+/gu) ?? [];
  const isLoud = text === text.toUpperCase();
  return (
    words.length < 6 &&
    words.length > 1 &&
    words.some((word, at) => (isLoud || mayDeny(words, at)) && denials.has(word.toLowerCase()))
  );
}
/** `No go` denies; `No Limits` and `Skip Jones` are names. */
const mayDeny = (words: readonly string[], at: number): boolean => {
  const [word = '', next = ''] = words.slice(at);
  return word === word.toLowerCase() || (at === 0 && /^\p{Ll}/u.test(next));
};
const denials: ReadonlySet<string> = new Set(
  "not no don't don’t never skip except excluding niet nooit geen behalve nicht kein keine keinen pas sauf ne".split(
    ' ',
  ),
);

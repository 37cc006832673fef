import { isWithheld } from '../list/not-a-partner.ts';
import { isCrossed } from '../names/state-table.ts';
import { isRole, plainWords } from './role-words.ts';

/** Words behind an address that say that nobody means it, in each language: as sentences, and as one word alone. */
const sentences = [
  // English
  /^(?:(?:is|are|was|were|has been|have been) )?already (?:in|on|invited|added|an? (?:member|guest|user)|member|guest|there|done|registered|has|have|got|exists)\b/u,
  /^(?:still |already )?(?:has|have|had|got) (?:already )?(?:access|been (?:invited|added)|left|declined|an account|quit|moved|gone)\b/u,
  /^(?:does|do|did|should|must|can|could|may|need|will|would|is|are|was|has|have)(?: not|n['’]?t)\b|^(?:cannot|dont|doesnt)\b/u,
  /^(?:is |are |but )?not (?:yet|now|needed|necessary|invited?|to be|coming|joining|attending|wanted|allowed|any ?more|him|her|them|this|required|for now|part)\b/u,
  /^(?:please )?(?:do not|don['’]?t) (?:invite|add|include|use|send)\b|^(?:is |are )?no longer\b/u,
  /^(?:left|quit|leaves|leaving) (?:the|our|us|them|in|last|on|this|already)\b|^(?:resigned|retired)\b/u,
  /^(?:is|are) (?:out|away|gone|ill|sick|absent|excluded|on leave|on hold|inactive|blocked)\b/u,
  /^(?:will |would )?(?:follows?|comes?|joins?|be) later\b|^(?:wait|waiting|pending|on hold|on leave)\b/u,
  /^(?:is |was )?(?:the |an? |her |his |their )?(?:old|former|previous|ex)(?:[ -](?:address|one|e-?mail|employee|colleague|partner|member)|$)/u,
  /^(?:knows?|agrees?|approves?|approved (?:it|this|the|her|him|them)|asked|asks|requested (?:it|this|the)|is (?:aware|informed|in the loop)|will (?:approve|sign|know|confirm))\b/u,
  // Dutch
  /^(?:(?:is|zijn|heeft|hebben|staat|zit|zitten|was) )?(?:ook )?(?:al|reeds|inmiddels) (?:toegang|uitgenodigd|toegevoegd|lid|binnen|gast|in|erin|een|geregistreerd|bekend|aanwezig)\b/u,
  /^(?:heeft|hebben) (?:toegang|een account|afgezegd|geen|bedankt)\b/u,
  /^(?:hoeft|hoeven|moet|moeten|mag|mogen|wil|willen|kan|kunnen|komt|komen|doet|doen|is|zijn|werkt|werken|gaat|zit|hoort)(?: hier| daar| er| nu| dus| nog| voorlopig)* (?:niet|geen)\b/u,
  /^(?:nog |liever |dus |graag |maar )?niet(?: meer| uitnodigen| nodig| doen| toevoegen| deze| hem| haar| nu)?$|^(?:nog )?niet (?:uitnodigen|toevoegen|nodig|meer)\b/u,
  /^(?:is|zijn) (?:weg|vertrokken|uit dienst|afgemeld|ziek|afwezig|met pensioen|oud|verhinderd)\b|^uit dienst\b|^met pensioen\b/u,
  /^(?:komt|volgt|doet|sluit) later\b|^wacht(?:en)?\b/u,
  /^(?:weet (?:ervan|het|dit)|weten (?:ervan|het)|is op de hoogte|(?:is|gaat) akkoord|keurt|heeft (?:het |dit )?(?:gevraagd|aangevraagd|goedgekeurd)|vroeg|vraagt|weten)(?=\s|$)/u,
  // German
  /^(?:(?:ist|sind|war|hat|haben) )?(?:schon|bereits) (?:eingeladen|dabei|drin|mitglied|gast|zugang|zugriff|hinzugefügt|im|in|da|registriert)(?=\s|$)/u,
  /^(?:hat|haben) (?:zugang|zugriff|ein konto|abgesagt|gekündigt|das unternehmen)(?=\s|$)/u,
  /^(?:braucht|brauchen|benötigt|soll|sollen|darf|kann|kommt|ist|sind|arbeitet|muss|will|gehört|hat)(?: hier| dort| da| noch| es)* (?:nicht|keinen?|keine)(?=\s|$)/u,
  /^(?:noch |bitte |erst mal |aber )?nicht(?: mehr| einladen| nötig| hinzufügen| dabei| jetzt)?$|^(?:noch )?nicht (?:einladen|hinzufügen|nötig|mehr)(?=\s|$)/u,
  /^ist (?:weg|ausgeschieden|krank|abwesend|abgemeldet|verhindert)(?=\s|$)|^(?:kommt|folgt) später/u,
  /^(?:wei(?:ß|ss) (?:bescheid|davon)|ist informiert|stimmt zu|genehmigt|hat (?:das |es )?(?:beantragt|angefragt|genehmigt))(?=\s|$)/u,
  // French
  /^(?:(?:est|sont|a|ont) )?déjà (?:invité|ajouté|membre|accès|l['’]accès|inscrit|dans|là|un|une)/u,
  /^(?:a|ont) (?:déjà|refusé|quitté|annulé|décliné)/u,
  /^(?:n['’]|ne )\S+ (?:\S+ )?(?:pas|plus|jamais|aucun)(?=\s|$)|^ne pas (?:inviter|ajouter)|^pas encore/u,
  /^(?:pas|plus)(?: lui| elle| maintenant| nécessaire| ici)?$|^est (?:partie?|absente?|malade|excusée?)(?=\s|$)/u,
  /^(?:est (?:au courant|d['’]accord)|approuve|a (?:demandé|approuvé|validé))(?=\s|$)/u,
];
const alone =
  /^(?:no|nope|skip|ignore|exclude|excluded|cancelled|canceled|declined|denied|rejected|withdrawn|inactive|left|gone|bounced|blocked|expired|removed|deleted|unsubscribed|former|old|obsolete|later|maybe|perhaps|hold|absent|no[- ]show|out|not|nee|afgemeld|afgezegd|geannuleerd|vertrokken|inactief|overslaan|weglaten|misschien|wachtlijst|vervallen|oud|voormalig|verwijderd|ziek|afwezig|verhinderd|geweigerd|afgewezen|uitgeschreven|nein|abgesagt|abgemeldet|ausgeschieden|storniert|inaktiv|gesperrt|später|vielleicht|warteliste|alt|ehemalig|krank|verhindert|entfällt|gelöscht|abgelehnt|non|partie?|refusée?|annulée?|absente?|excusée?|inactive?|inactif|ancien(?:ne)?|plus tard|peut-être|en attente|supprimée?)[.!]?$/u;
/** `is her manager`, `ist ihr Chef`: about somebody beside the partners. */
const isTheir =
  /^(?:is|are|was|zijn|ist|sind|est|sont) (?:my|her|his|their|our|the|your|mijn|haar|zijn|hun|onze|de|het|ihre?|seine?|unsere?|der|die|mein|mon|ma|son|sa|leur|le|la) (.+)$/u;

/** True for words behind an address that say that nobody means it, or that it is of somebody beside the partners. */
export function deniesBehind(text: string): boolean {
  if (isCrossed(text)) return true;
  const plain = text
    .normalize('NFC')
    .toLowerCase()
    .replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')
    .replace(/\s+/g, ' ');
  if (plain === '' || plain.length > 200) return false;
  if (alone.test(plain)) return true;
  if (sentences.some((each) => each.test(plain)) || isWithheld(plain)) return true;
  const [, whose = ''] = isTheir.exec(plain) ?? [];
  return whose !== '' && isRole(plainWords(whose));
}

import { addressSays } from '../names/address-says.ts';
import { isCapitalWord } from '../names/capital-word.ts';
import { isGivenName } from '../names/given-names.ts';
import { isKind } from '../names/job-words.ts';
import { isSmallOfNames } from '../names/particles.ts';
import { deskWords } from '../names/words-ahead.ts';

/** Words for people whom a text names beside the partners: who asked, who approves, who helps. */
const list = (words: string) => words.trim().split(/\s*,\s*|\s*\n\s*/);

const roles: ReadonlySet<string> = new Set([
  ...list(`manager, line manager, supervisor, boss, team lead, teamlead, team leader, requester, requestor, approver,
    reviewer, sponsor, owner, host, organiser, organizer, coordinator, sender, author, creator,
    assignee, caller, account manager, project manager, project lead, project leader, assistant, secretary, question,
    questions, help, helpdesk, service desk, support, administrator, cc, bcc, copy, copies, on behalf of, signed, signature,
    responsible, emergency contact, facilitator, presenter, notetaker, minutes, escalation, backup, deputy, delegate, reporter, assigned to, toegewezen aan, zugewiesen an`),
  ...list(`leidinggevende, teamleider, baas, chef, aanvrager, verzoeker, indiener, goedkeurder, eigenaar, gastheer,
    gastvrouw, organisator, coördinator, afzender, auteur, accountmanager, projectleider, projectmanager, assistent,
    assistente, secretaresse, secretaris, vraag, vragen, hulp, beheerder, namens, kopie, melder, begeleider, verantwoordelijke,
    opdrachtgever, notulist, vervanger, plaatsvervanger, akkoord, budgethouder, budgeteigenaar, budgetverantwoordelijke,
    proceseigenaar, producteigenaar, contracteigenaar, systeemeigenaar, hoofdaanvrager`),
  ...list(`vorgesetzter, vorgesetzte, führungskraft, chefin, teamleiter, teamleiterin, leiter, leiterin, antragsteller,
    antragstellerin, anforderer, genehmiger, genehmigerin, verantwortlicher, verantwortliche, verantwortlich, besitzer,
    eigentümer, gastgeber, gastgeberin, veranstalter, absender, absenderin, projektleiter, projektleiterin,
    projektleitung, assistenz, assistentin, sekretariat, frage, fragen, rückfragen, hilfe, im auftrag, im auftrag von,
    vertretung, stellvertreter, kollegin von, budgetverantwortlicher, budgetverantwortliche, kostenstellenverantwortlicher,
    prozessverantwortlicher`),
  ...list(`responsable, supérieur, supérieure, chef de projet, cheffe, demandeur, demandeuse, approbateur, approbatrice,
    propriétaire, hôte, organisateur, organisatrice, expéditeur, expéditrice, auteur, chargé de compte, secrétaire,
    assistante, aide, copie, cci, de la part de, remplaçant, remplaçante, adjoint, adjointe`),
]);
/** Labels for the author of a mail. In a sentence these words are prepositions. */
const senders: ReadonlySet<string> = new Set(list('from, van, von, de, reply-to, reply to'));
/** They may be the partners themselves. */
const contacts: ReadonlySet<string> = new Set(
  list(`contact, contact person, point of contact, poc, primary contact, main contact, contactpersoon, aanspreekpunt,
    kontakt, kontaktperson, ansprechpartner, ansprechpartnerin, ansprechperson, interlocuteur, personne de contact,
    contact principal, lead, project contact, technical contact`),
);
/** `Requested by`, `aangevraagd door`, `beantragt von`, `demandé par`. */
const doneBy =
  /^(?:(?:\p{L}+ ){1,2}(?:by|door|von|par)|(?:request|order|verzoek|aanvraag|antrag|anfrage|auftrag|demande|mail|e-?mail|message|bericht|nachricht) (?:from|of|by|van|von|de))$/u;
const does =
  /^(?:requested|approved|submitted|sent|created|asked|invited|added|signed|sponsored|reported|proposed|aangevraagd|goedgekeurd|ingediend|verstuurd|verzonden|gestuurd|gemaakt|gevraagd|voorgesteld|beantragt|genehmigt|eingereicht|gesendet|angefragt|erstellt|demandé|approuvé|envoyé|validé|créé)e?s?$/u;

/** How a line begins that needs no colon: `Requested by`, `Antrag von`. */
export function roleAhead(line: string): string | undefined {
  const [, text = ''] =
    /^((?:\p{L}+ )?\p{L}+ (?:by|door|von|par|from|of|van|de)) \S/u.exec(line) ?? [];
  const plain = text.toLowerCase();
  const first = plain.split(' ').at(-2) ?? '';
  const isRequest = doneBy.test(plain) && !/ (?:by|door|von|par)$/.test(plain);
  return does.test(first) || isRequest || asking.test(plain) ? text : undefined;
}
const asking = /^(?:antrag|anfrage|auftrag|mail|nachricht) von$/u;

/** `Manager of Jane`, `vragen aan`, `questions to`. */
const joined = /^(\p{L}[\p{L}-]*) (?:of|for|to|at|van|voor|aan|bij|von|für|an|bei|de|du|pour|à)\b/u;
const owned =
  /^(?:the|a|an|her|his|their|our|my|your|its|for|any|more|de|het|een|haar|zijn|hun|ons|onze|mijn|jouw|voor|bij|der|die|das|ihre?|ihr|seine?|unsere?|meine?|bei|für|le|la|les|l['’]|son|sa|leur|notre|mon|ma|votre|pour)\s+(?=\p{L})/iu;

/** The words of a label as the tables have them: in lower case, without articles before them. */
export function plainWords(text: string): string {
  let plain = text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[*_~`#]+/g, ' ')
    .replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')
    .replace(/\s+/g, ' ');
  for (let times = 0; times < 2 && !isRole(plain); times += 1) plain = plain.replace(owned, '');
  return plain;
}

/** True for one word, or a few, for somebody beside the partners. Expects `plainWords`. */
export const isRole = (plain: string): boolean =>
  isRoleWord(plain) || senders.has(plain) || doneBy.test(plain);

/** True for a role in a sentence: `her manager`. */
export const isRoleWord = (plain: string): boolean =>
  roles.has(plain) || (plain.endsWith('s') && plain.length > 4 && roles.has(plain.slice(0, -1)));

/** `Manager email`, `E-mail leidinggevende`, `Jane's manager`. */
const fields =
  /(?:^|\s)(?:e-?mail(?:s|adres|adresse|address)?|mail|address|adres|adresse|name|naam|nom)(?=\s|$)(?:\s(?:of|van|von|de|du)(?=\s))?/gu;

/** True for a label that marks somebody beside the partners: a role alone, or as the last or first of its words. */
export function marksOther(text: string): boolean {
  const plain = plainWords(text).replace(fields, '').trim();
  if (isRole(plain)) return true;
  const words = plain.split(' ');
  const last = words.at(-1) ?? '';
  // `Von` and `de` stand at the end of other labels.
  if (words.length > 1 && last.length > 4 && isRoleWord(last)) return true;
  const [, first = ''] = joined.exec(plain) ?? [];
  return first.length > 3 && isRoleWord(first);
}

/** True for a label that may mark a partner, or whom to ask about one. */
export function marksContact(text: string): boolean {
  const plain = plainWords(text);
  return (
    contacts.has(plain) || (plain.includes(' ') && contacts.has(plain.split(' ').at(-1) ?? ''))
  );
}

/**
 * True for a name that ends like a role, as its given name and the address show: `Felix Leiter`, `Bob Manager` of
 * `bm@x.example`. So is a whole name before a role in a cell: `Jane Doe Account Manager`. A label with a colon names
 * nobody unless the address says so: `Mark Release Manager: max@x.example`.
 */
export function isNameLikeRole(text: string, address: string, mark: 'colon' | 'cell'): boolean {
  const words = text
    .replace(/[()[\]]/g, ' ')
    .trim()
    .split(/\s+/);
  const [first = ''] = words;
  const isName = words.every((word, at) => isCapitalWord(word) || (at > 0 && isSmallOfNames(word)));
  const role = words.findIndex((_, at) => isRoleWord(words.slice(at).join(' ').toLowerCase()));
  if (!isName || role < 1) return false;
  const name = words.slice(0, role);
  if (mark === 'cell' && isCalled(address, first)) return true;
  if (!isPerson(first, words.slice(role))) return false;
  if (mark === 'cell' && name.length > 1) return true;
  return (
    isInitials(address, name, words) || addressSays(address, name.join(' '), { how: 'within' })
  );
}

/** `ravi@x.example` goes by that name. A desk goes by what it does. */
const isCalled = (address: string, first: string): boolean =>
  /\p{L}{3}/u.test(first) &&
  !isKind(first) &&
  !deskWords.has(first.toLowerCase()) &&
  address.toLowerCase().startsWith(`${first.toLowerCase()}@`);

/** `IT` and `PM` have no given name's three letters. In German no word but a name stands before `Leiter`. */
function isPerson(first: string, role: readonly string[]): boolean {
  if (isKind(first) || deskWords.has(first.toLowerCase())) return false;
  return (/\p{L}{3}/u.test(first) && isGivenName(first)) || role.join(' ') === 'Leiter';
}

/** `jd@x.example`, `jdm@x.example`, `fleiter@x.example`. */
function isInitials(address: string, name: readonly string[], all: readonly string[]): boolean {
  const local = address.replace(/@.*$/s, '').toLowerCase();
  const initials = (words: readonly string[]) =>
    words
      .map((word) => word.charAt(0))
      .join('')
      .toLowerCase();
  const last = all.at(-1)?.toLowerCase() ?? '';
  const isShort = name.length > 1 && local === initials(name);
  return isShort || local === initials(all) || local === `${initials(name).charAt(0)}${last}`;
}

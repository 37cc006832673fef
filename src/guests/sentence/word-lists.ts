import { addressSays } from '../names/address-says.ts';
import { beginsHead } from '../names/mail-head-words.ts';

/** The meaning of words in a typed line. English and Dutch count at all times, because people mix them. */
const list = (words: string) => new Set(words.split(/\s+/).filter(Boolean));

export type Clause = 'project' | 'language' | 'until';

const clauses: Readonly<Record<Clause, ReadonlySet<string>>> = {
  project: list('to for into onto aan voor naar bij project'),
  language: list('in language taal'),
  until: list('until till til untill through thru tot t/m t.e.m t.e.m. tem einddatum'),
};

/** These begin a clause only if the name of a project follows. */
const weak = list(
  'a al alla allo ao ai till til tot on at op within under onder with met as als zu zum zur f\u00fcr pour \u00e0 @',
);

/** True for a word that begins a clause only before the name of a known project. */
export const mayNameProject = (word: string) => weak.has(word);

/** The clause that a word begins. Undefined: it begins none. */
export function clauseOf(word: string): Clause | undefined {
  if (clauses.project.has(word)) return 'project';
  if (clauses.language.has(word)) return 'language';
  return clauses.until.has(word) ? 'until' : undefined;
}

/** Words between a preposition and the name of a project, or after the name. */
export const articles = list('the our my this that a an het de ons onze mijn dit dat een');
export const projectNouns = list('project projects team teams projectteam called named genaamd');
export const languageNouns = list('the het language taal');

/** Words between two partners. */
export const connectors = list(
  'and or also plus with & + / en of ook met et und y then dan daarna alsmede alsook én zowel evenals samen together as well',
);

/** Polite words, and words for people. They ask the bot for nothing. */
export const courtesies =
  list(`our ons onze a an een please pls plz plse kindly thanks thank you thx ty cheers asap today now
  can could would will may might should get gets love could i we us me they he she it let lets let's like to want need have
  wants wanted hi hello hey hiya dear good morning afternoon evening day all team everyone everybody
  there bot guestlist the these this those that following people person persons folks partners partner
  contacts contact's colleagues guests guest users user them her him his below who is are new
  invite inviting invites invitation invitations invited add adding send give access
  graag alsjeblieft alstublieft alsjeblieft svp s.v.p aub a.u.b dank dankjewel bedankt alvast vast
  kun kan kunt kunnen je jij jullie u wil wilt willen zou zouden ik we wij me mij ons even eens nog
  hoi hallo dag hai beste goede goedemorgen goedemiddag morgen middag iedereen allemaal
  deze die dit dat de het volgende mensen personen persoon relaties relatie contacten collega's
  gasten gast gebruikers gebruiker hen hem haar hieronder nieuwe uit nodig nodigen uitnodigen uitnodiging
  uitnodigingen toevoegen stuur sturen geef toegang geven
  krijgt krijgen verleen verlenen accès acceso accesso tillgång zugang zugriff gib geben gebt donner donne donnez dar dale dai dare ge
  lot very much too wel confirmed accepted attending going bevestigd zugesagt confirm\u00e9 yes ok okay ok\u00e9 oke ja oui yep prima colleague collega
  voeg voegen toe du ihr könntest könnten würdest würden d'inviter d'ajouter bitte einladen lade ladet laden ein hinzuf\u00fcgen gerne gern folgende folgenden leute kollegen
  hola buenos buenas d\u00edas tardes por favor invita invitar invite a\u00f1ade gracias ciao buongiorno grazie
  potete puoi invitare ol\u00e1 bom dia convide convidar obrigado obrigada hej hei hejsan bjud in tack tak takk kiitos
  proszę zaproś zaprosić dodaj dziękuję e och og oraz per favore favor
  veuillez inviter invitez ajouter bonjour merci danke s'il vous pla\u00eet suivants suivantes personnes`);

/** An address after one of these is not meant. */
export const negations =
  list(`not don't dont except without instead excluding skip ignore remove never no
  cc bcc copy but niet geen behalve zonder uitgezonderd kopie maar link
  \u2717 \u2718 \u2716 \u274c \u26d4 \u{1f6ab} \u{1f44e} \u{1f6d1}`);
/** The same, but with a capital they are names. */
export const smallNegations = list('nicht au\u00dfer ohne sauf sans pas');
/** After the first address: one after these belongs to somebody else. */
export const warnings =
  list(`from by via ask call contact mail email e-mail phone reply question questions
  replaces replacing formerly previously was former sender signed
  namens van door vraag bel antwoord vragen vervangt voorheen vorige afzender`);

/** Labels at the beginning of a line: `Name: Jane Doe`. */
export const labels =
  list(`fw fwd re aw wg tr rv antw doorgestuurd full volledige nom complet nombre nome namn navn fn name naam full-name email e-mail mail e-mailadres mailadres address adres
  emailadres to cc bcc aan an à para copia kopie who wie partner guest gast invite uitnodigen contact`);

/** The name of a mailbox inside Exchange. */
const exchange = /(?:^|[_/:])(?:o|ou|cn)=|^IMCEA/i;
/** A word before an address, and the mark between: `Jane/jane@x.example`, `jane/x=y@x.example`. */
const wordAhead = /(?:^|[:/=])([^:/=@]+)[/=]+(?=[^:/=@]+@)/g;

/**
 * True for text whose marks do not part it: the name of a mailbox of Exchange, or an address behind a word that is no
 * label. Mail allows marks before the `@`.
 */
export const isOneAddress = (text: string): boolean =>
  exchange.test(text) ||
  [...text.matchAll(wordAhead)].some(([, ahead = '']) => {
    const word = ahead.replace(/^[^\p{L}\p{N}]+/u, '');
    return !/^[\p{Lu}\p{Lt}\p{Lo}]/u.test(word) && !labels.has(word.toLowerCase());
  });

/** Words of groups: `Team B:` over one address is nobody's name either. */
export const groups =
  /^(?:team|group|groep|gruppe|groupe|[\u00e9e]quipe|batch|list|lijst|liste|company|bedrijf|firma|department|afdeling|abteilung|region|regio|phase|fase|wave|part|deel|session|sessie|workshop|track|day|dag|round|ronde|stream|supplier|leverancier|vendor|client|customer|klant|kunde|speaker|spreker|sprecher|consultant|freelancer|advisor|adviseur)s?(?:\s\S{1,12}|\s?\d+)?$/iu;

const signOff =
  /^(?:thanks|thank you|thx|many thanks|cheers|(?:kind|best|warm|many)?\s*regards|best wishes|all the best|best|sincerely|yours|br|kr|rgds|groet(?:en|jes)?|met groet(?:en)?|met dank|hartelijk dank|bvd|ty|avec mes salutations|meilleures salutations|much appreciated|yours (?:sincerely|truly|faithfully)|gr|(?:met )?(?:vriendelijke|hartelijke|beste|fijne) groet(?:en)?|mvg|m\.v\.g|vr\.? ?gr|hgr|bedankt|dank(?: ?je| ?u)?(?: ?wel)?|alvast (?:bedankt|dank)|bij voorbaat dank|sent from|verzonden van|verstuurd van|get outlook|ontvang outlook|(?:mit )?(?:freundlichen?|besten?|herzlichen?|liebe[nr]?|sch[öo]nen?|viele[nr]?) (?:gr[üu](?:ß|ss)en?|gr)|gr(?:u|ü)(?:ß|ss)e?|mfg|lg|vg|danke(?: sch[öo]n)?|vielen dank|cordialement|bien (?:à vous|cordialement)|cdlt|salutations|merci|saludos|un saludo|atentamente|gracias|cordiali saluti|distinti saluti|saluti|grazie|atenciosamente|cumprimentos|obrigad[oa]|med v[äa]nliga? h[äa]lsning(?:ar)?|h[äa]lsningar|mvh|vh|(?:med )?(?:venlig|vennlig) hilsen|hilsen|yst[äa]v[äa]llisin terveisin|terveisin|pozdrawiam|z powa[żz]aniem|с уважением|tack|tak|takk|kiitos|dzi[ęe]kuj[ęe])(?![\p{L}\p{N}@'-])/iu;
const ruler = /^(?:(?:--+|__+|==+|\*\*\*+|~~+)\s*$|~ ?\p{Lu})/u;
const quotedMail =
  /^(?:>|-+\s*(?:original|forwarded|oorspronkelijk|doorgestuurd)|on .{4,80} wrote:|op .{4,80} schreef)/i;

/** `Best Regards, best.regards@x.example`: the address says every word, so somebody is called so. */
export const isNamed = (words: string, text: string): boolean => {
  const [address = ''] = /\S{1,320}@\S{1,320}/.exec(text) ?? [];
  const said = words.split(/[\s,]+/).filter((word) => word !== '');
  return (
    (said[0] ?? '').length > 3 &&
    said.every((word) => addressSays(address, word, { how: 'initial too' }))
  );
};

/** True for the first line of a signature, or of a mail quoted below. */
export function endsMessage(line: string): boolean {
  const text = line.trim();
  const goodbye = signOff.exec(text)?.[0];
  // `Best Buyer <best@x.example>` says no goodbye.
  const isSignOff =
    goodbye !== undefined &&
    !isNamed(goodbye, text) &&
    (!text.includes('@') || /^\s*(?:$|[,.!:\u2013\u2014-])/.test(text.slice(goodbye.length)));
  return isSignOff || ruler.test(text) || quotedMail.test(text) || beginsHead(text);
}

import { repairText } from '../text/repair-text.ts';
import { columnNames, type Field, foldLetters } from './known-headings.ts';

const given =
  /\b(?:first|given|fore|christian|1st)[\s_-]*names?\b|^\W*(?:first|given)\W*$|voorna(?:am|men)\b|roepnaam|vorname|rufname|prénoms?\b|förnamn|fornavn|etunimi|\bnombre de pila\b/i;
const family =
  /\b(?:last|family|sur|2nd)[\s_-]*names?\b|^\W*(?:last|family)\W*$|achternaam|familienaam|nachname|familienname|\bapellidos?\b|\bcognome\b|\bsobrenome\b|efternamn|efternavn|etternavn|sukunimi|nazwisko|\bnom de famille\b/i;
const longestHeading = 500;
/** Names of somebody or something else, or names that nobody is called by. */
const ofOthers =
  /manager|supervisor|owner|compan|organi[sz]|employer|emergency|spouse|parent|mother|father|maiden|birth|buyer|purchas|billing|invoice|assist|sponsor|host|\breferr|creat|modif|request|submit|phonetic|kana|middle|second|leidinggevende|vorgesetzt|responsable|meisjes|geburts|geboorte|m[äa]dchen|panie[nń]sk|soltera|solteira|nubile|jeune fille|naissance|nascita|nacimiento|nascimento|flicknamn|pi[kg]enavn|ugift|tytt[öo]|rodn[ée]|rozen|\bjefe|\bgestor|\bchef\b|entreprise|aanvrager|verzoeker|bezoeker van|ansprechpartner|demandeur|solicitant|richiedente|przełożon|hotel|\bsales\b|opiekun/i;

/** True when a heading speaks of the name of something or somebody else, or of one that nobody is called by. */
export const isOfOthers = (heading: string): boolean =>
  heading.length > longestHeading || ofOthers.test(heading);

/**
 * The part of a name that a longer heading speaks of (`Your first name`, `Legal Last Name`), or both. Undefined where
 * it speaks of none, or of somebody else's.
 */
export function namePartIn(heading: string): Field | undefined {
  if (isOfOthers(heading)) return undefined;
  const [isGiven, isFamily] = [given.test(heading), family.test(heading)];
  if (isGiven && isFamily) return 'name';
  return isGiven ? 'given' : isFamily ? 'family' : undefined;
}

const wordsOf = (words: string): ReadonlySet<string> =>
  new Set(words.trim().split(/\s+/).map(foldLetters));

/** Words for what an address belongs to, such as work, home or the reader, in each language of the headings. */
const kinds =
  wordsOf(`work business company corporate office professional official organisation organization organisatie organisasjon organizational organisational job employer home
  private personal preferred main primary current valid
  zakelijk zakelijke werk kantoor bedrijf bedrijfs privé persoonlijk persoonlijke thuis hoofd
  geschäftlich geschäftliche geschäftlicher dienstlich dienstliche beruflich berufliche firma firmen geschäfts dienst arbeit
  arbeits büro unternehmen unternehmens privat private persönliche persönlich
  professionnel professionnelle pro travail bureau entreprise société personnel personnelle privée domicile
  trabajo profesional corporativo corporativa laboral empresarial empresa oficina institucional particular
  lavoro aziendale professionale ufficio lavorativo lavorativa personale privato privata casa
  trabalho profissional comercial escritório pessoal
  arbete arbets jobb jobbet kontor företag företags hem privata arbejde arbejds job firma arbeid arbeids bedrift hjem privat personlig
  työ työn toimisto yritys yrityksen koti henkilökohtainen yksityinen
  służbowy służbowa służbowe firmowy firmowa firmowe praca prywatny prywatna osobisty domowy
  pracovní firemní osobní soukromý soukromá pracovný pracovná firemný osobný súkromný munkahelyi céges hivatali magán
  serviciu muncă birou firmă poslovni poslovna poslovno službeni službena službeno posao privatni privatna
  iş kurumsal kişisel ev şirket ofis работа рабочая рабочий рабочее корпоративная корпоративный служебная личная личный домашняя
  робоча робочий службова корпоративна особиста служебен служебна служебен личен
  εταιρικό επαγγελματικό εργασίας προσωπικό γραφείου töö darba darbo darbinis asmeninis tööandja
  công việc kerja 회사 업무 업무용 직장 개인 会社 仕事 仕事用 公司 工作 個人 个人 pribadi kantor
  your my own uw je jouw mijn ihre deine meine votre ton mon su tu mi tuo suo seu sua din ditt min vas váš vaše`);
/** Words that only join. */
const joiners = wordsOf('the of at het de van voor der für la du le del el il di da do av');

/** Such a word may begin a heading of one word: `werkmail`, `työsähköposti`, `会社メール`. */
const begun = new RegExp(
  '^(?:werk|zakelijke?|bedrijfs|kantoor|prive|firmen?|firma|dienst|geschafts|arbeits|arbets|arbejds|arbeids|jobb?|foretags|tyo|too|会社の?|仕事用?|勤務先|業務用?|個人|工作|公司|企业|企業|单位|个人|회사|업무용?|직장|개인)(?=.{4}|[^\\0-\\x7f]{2})'.normalize(
    'NFD',
  ),
  'u',
);
/** Words for mail that mean an address only beside one of the others: alone they may be a postal address. */
const bareMail: ReadonlySet<string> = new Set(['posta', 'posti', 'post', 'pošta']);

/** Two headings with a separator between them, `Email;Company`. Read as one, they would give a wrong list. */
const isGlued = (heading: string): boolean => /\S\s*(?:[;\t|]\s*|,)[^\s;,|]/.test(heading);

/**
 * True for a heading that says of addresses whether they are of work or of home: `Work e-mail address`, `zakelijke
 * e-mail`, `geschäftliche E-Mail`.
 */
export function isKindOfAddress(heading: string): boolean {
  if (heading.length > 100 || isGlued(heading)) return false;
  const words = (repairText(heading).match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).map(foldLetters);
  const mail = words.filter((word) => !kinds.has(word));
  const bare = mail.filter((word) => !joiners.has(word)).join('');
  const left = mail.length < words.length ? bare : bare.replace(begun, '');
  if (left === bare && mail.length === words.length) return false;
  return (
    bareMail.has(left) || [mail.join(''), left].some((each) => columnNames.get(each) === 'address')
  );
}

/** Columns of words that may be written as whole names are: `Project Manager`, `New York`, `Not Yet`. */
const ofNobody =
  /\b(?:city|stad|town|ville|ciudad|ort|country|land|position|positie|role|rol|job|title|functie|funktion|function|department|afdeling|abteilung|response|answer|approved|attended|attendance|status|meeting|event|list)\b/i;
/** Headings for the person that a form is about, beside the name of the person who filled it in. */
const ofGuest =
  /^\W*(?:guest|gast|invitee|invit[ée]e?|partner|attendee|participant|deelnemer|teilnehmer|g[äa]st)s?\W*$/i;

/** True when the cells below a heading are nobody's names, however they are written. */
export const isNobodys = (heading: string): boolean => ofNobody.test(heading);

/** True when a heading is a word for a guest, and nothing else. */
export const isGuest = (heading: string): boolean => ofGuest.test(heading);

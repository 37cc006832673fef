/**
 * What became of a person, as lists and messages say it. `account`: of an address, an account or an earlier mail, or of one
 * day; the person may be meant all the same. `attempt`: the same in a cell; a label says it of people who are to be tried
 * again. `aside`: only before people, as a label: in a cell the word says too little.
 */
type Meaning =
  | 'does not come'
  | 'called off'
  | 'taken out'
  | 'has left'
  | 'has died'
  | 'account'
  | 'attempt'
  | 'absent'
  | 'take out'
  | 'aside';

/** A line for each language. Pieces of regular expressions, for endings. */
type Words = Readonly<Record<string, string>>;

/** One table of such words, for cells, for titles and for what people type. */
const table: Readonly<Record<Meaning, Words>> = {
  'does not come': {
    en: 'declined|declines|denied|rejected|withdrawn|regrets?|apologies',
    nl: 'afgewezen|geweigerd|ingetrokken|afgezegd|afgemeld|verhinderd|afgehaakt',
    de: 'abgelehnt|abgesagt|abgemeldet|entschuldigt|verhindert|verhinderung',
    fr: 'refus[ée]e?s?|d[ée]clin[ée]e?s?|excusée?s?|désistement|désistée?s?',
    es: '(?:declinad|rechazad|retirad)[oa]s?|baja',
    pt: '(?:recusad|retirad)[oa]s?|(?:en )?baja|baixa',
    it: '(?:rifiutat|ritirat)[oaie]|disdett[oaie]|rinuncia|rinunciato',
    pl: 'odrzucon[yae]|odrzuceni|odmówiła?|odmowa|rezygnacja|zrezygnowała?|dezerterowała?',
    sv: 'avböj[td]a?|avanmäld|avanmälda',
    da: 'afmeldte?|afvist',
    nb: 'avmeldte?|avvist|avslått',
    fi: 'hylätty|kieltäytynyt|kieltäytyneet|estynyt',
    cs: 'odmít\\p{L}*|odmiet\\p{L}*',
    ru: 'отказ|отказал(?:ся|ась)',
  },
  'called off': {
    en: 'cancell?ed(?: by .+)?|terminated',
    nl: 'geannuleerd|be[ëe]indigd|opgezegd',
    de: 'storniert|beendet|gek[üu]ndigt|gestrichen|streichen',
    fr: 'annul[ée]e?s?|r[ée]sili[ée]',
    es: '(?:cancelad|anulad)[oa]s?',
    it: '(?:annullat|cancellat)[oaie]',
    pl: 'anulowan[yae]|odwołan[yaei]',
    sv: 'inställ[dt]',
    da: 'aflyst',
    nb: 'avlyst',
    fi: 'peruttu|peruutettu|peruutetut',
    cs: 'zruš\\p{L}*',
    ru: 'отменено',
  },
  'taken out': {
    en: 'deleted|removed',
    nl: 'verwijderd',
    de: 'gelöscht|entfernt',
    fr: 'supprimée?|retirée?',
    es: 'eliminad[oa]|borrad[oa]',
    pt: 'removid[oa]|excluíd[oa]',
    it: 'eliminat[oa]|rimoss[oa]',
    pl: 'usunięt[yae]|wypisan[yae]',
    sv: 'raderad|borttagen|avregistrerad',
    da: 'slettet|fjernet',
    fi: 'poistettu',
    ru: 'удал[её]н[ао]?',
  },
  'has left': {
    en: 'left|ex[- ]?employee|fired|quit|resigned|retired|moved away',
    nl: 'vertrokken|uit dienst|ontslagen|gestopt|uitgeschreven',
    de: 'ausgetreten|ausgeschieden',
    fr: 'parti(?:e|s|es)?|d[ée]sinscrite?',
    es: 'dimitid[oa]',
    pt: 'saiu|demitid[oa]',
    it: 'dimess[oa]',
    sv: '(?:har )?slutat',
    da: '(?:har )?sluttet',
    fi: 'lopettanut',
    ru: 'уволен[а]?',
  },
  'has died': {
    en: 'deceased|passed away|dead|rip|r\\.i\\.p\\.?',
    nl: 'overleden',
    de: 'verstorben',
    fr: 'd[ée]c[ée]d[ée]e?',
    es: 'fallecid[oa]',
  },
  account: {
    en: '(?:hard |soft )?bounced?|gone|no[- ]shows?|inactive|blocked|unsubscribed|former',
    nl: 'inactief|geblokkeerd|voormalig',
    de: 'inaktiv|gesperrt|ehemalig',
    fr: 'inacti(?:f|fs|ve|ves)|ancien(?:ne)?s?',
    es: 'inactiv(?:ad)?[oa]s?',
    pt: 'inativ(?:ad)?[oa]s?',
    it: 'inattiv(?:at)?[oaie]',
  },
  attempt: {
    en: 'ended|locked|refunded|voided|failed|fake|spam|disabled|opt(?:ed)?[- ]?out|unqualified|on hold|suspended|deactivated|deprovisioned|archived|lapsed|do not allow|blacklisted|invalid|nok|not ok',
    nl: 'vervallen|niet ok',
    de: 'entf[äa]llt|nicht ok',
    es: 'desactiv(?:ad)?[oa]s?',
    pt: 'desativ(?:ad)?[oa]s?',
    pl: 'nieaktywn[yae]',
    cs: 'neaktívn[yae]|neaktivní',
  },
  absent: {
    en: 'absent|absentees',
    nl: 'afwezig(?:en)?',
    de: 'abwesende?',
    fr: 'absente?s?',
    es: 'ausentes?',
    it: 'assent[ei]',
    pl: 'nieobecn[iy]',
    sv: 'frånvarande',
    da: 'fraværende',
    fi: 'poissa',
  },
  'take out': {
    en: 'remove|delete|offboard(?:ing)?|revoke|deactivate|disable',
    nl: 'verwijderen|intrekken|blokkeren',
    de: 'löschen|entfernen|sperren',
    fr: 'supprimer|retirer|bloquer',
    es: 'eliminar|borrar',
    it: 'eliminare|rimuovere',
    pl: 'usuń|usunąć',
    sv: 'ta bort',
    da: 'fjern|slet',
    fi: 'poista',
  },
  aside: {
    en: 'formerly|ex|old|previous|out|expired|cancellations?|rejections?|refusals?|leavers?|departures?|opt-outs|bounces',
    nl: 'oude?|vorige?|voormalige|verlopen|afmeldingen|annuleringen|afwijzingen|weigeringen|vertrekkers|opzeggingen|uitschrijvingen',
    de: 'ehemalige?r?|alte?r?|frühere?r?|absagen|abmeldungen|stornierungen|ablehnungen|austritte|kündigungen',
    fr: 'annulations?|refus|désinscriptions?|départs?',
    es: 'bajas|cancelaciones|rechazos',
    pt: 'cancelamentos|desistências',
    it: 'disdette|annullamenti|rinunce',
    pl: 'rezygnacje|odwołania',
    sv: 'avbokningar|avanmälningar',
    da: 'afbud|afmeldinger',
    nb: 'avbud|avmeldinger',
    fi: 'peruutukset',
  },
};

/** Sentences and phrases of registrations, for a person who does not come. */
const phrases = [
  "not (?:attending|coming|going|interested|allowed|eligible|meant)|(?:will not|won['’]?t|does not|doesn['’]?t) (?:attend|come|join|go)|(?:unable to|can['’]?t|cannot) (?:attend|come|go|join|make it)|niet akkoord",
  'n[oã]o? (?:asistir[áa]|asiste|viene|vendr[áa]|participar?[áa]?|acude|vem|vai|comparece|comparecer[áa]|puede|pode|pu[òo])(?: .*)?|non (?:viene|verr[àa]|partecipa|partecipa?er[àa])|ne (?:vient|viendra|participe|participera) pas',
  'komm?t n(?:iet|icht)|kommer (?:ikke|inte|ej)|nie (?:przyjdzie|weźmie udziału|bierze udziału)|ei (?:tule|osallistu|pääse)',
  // As labels these words may name things: `Retiro`.
  '(?:rechaz|retir|cancel|anul|recus|rifiut|ritir|annull|cancell)[oa]',
].join('|');
/** Phrases for what has not happened yet. The person may be meant all the same. */
const notYet = 'not (?:invited|confirmed|approved)';

const words = (...meanings: readonly Meaning[]): string =>
  meanings.flatMap((meaning) => Object.values(table[meaning])).join('|');

const ofPeople = ['does not come', 'called off', 'taken out', 'has left', 'has died'] as const;
const ofAccounts = ['account', 'attempt', 'absent'] as const;
const whole = (alternatives: string): RegExp => new RegExp(`^(?:${alternatives})[.!]?$`, 'iu');

const cellStates = whole(
  [words(...ofPeople, ...ofAccounts, 'take out'), phrases, notYet].join('|'),
);
const accountStates = whole([words(...ofAccounts), notYet].join('|'));

/** True for a cell with a state in which a person does not come or may not, or an order to take the person out. */
export const isState = (text: string): boolean => cellStates.test(text);
/**
 * Of these states, the ones for an address, an account or an earlier mail: `Status: not invited`. The person may be meant
 * all the same.
 */
export const isOfAccount = (text: string): boolean => accountStates.test(text);

/** The people behind a state: `declined guests`. */
const people =
  "employees?|colleagues?|partners?|people|guests?|members?|address(?:es)?|e-?mails?|the company|adres(?:sen)?|medewerkers?|collega's?|gasten|deelnemers|genodigden|partners|e-?mailadres(?:sen)?|adressen?|mitarbeiter|kollegen|gäste|teilnehmer|attendees?|participants?|registrations?|invitations?|invitees?|users?|contacts?|invités|adresses?|collègues";
const labels = new RegExp(
  `^(?:${words('does not come', 'called off', 'has left', 'has died', 'account', 'absent', 'aside')})(?: (?:${people}))?$`,
  'u',
);
/**
 * True for a label of people who are no partners any more, or do not come, in small letters. A label that takes people out
 * gives an order: see `takenBack`.
 */
export const isStateLabel = (plain: string): boolean => labels.test(plain);

/** Signs that say no of a whole row. Small crosses stand under any heading that asks. */
const large = '\u274c\u{1f6ab}\u26d4\u{1f44e}\u{1f6d1}';
const small = '\u2717\u2718\u2716';
const allLarge = new RegExp(`^(?:[${large}]\ufe0f?)+$`, 'u');
const begins = new RegExp(`^\\s*[${large}${small}]\ufe0f?`, 'u');

/** True for a cell of such signs alone, which say no below any heading. */
export const isCross = (text: string): boolean => allLarge.test(text);
/** True for typed text that begins with a sign which crosses something out. */
export const isCrossed = (text: string): boolean => begins.test(text);

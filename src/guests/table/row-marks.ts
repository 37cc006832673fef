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
  `^(?:cancell?ed(?: by .+)?|deleted|(?:hard |soft )bounced?|be[ëe]indigd|beendet|ended|opgezegd|gek[üu]ndigt|r[ée]sili[ée]|locked|refunded|voided|failed|declines|fired|quit|rip|r\\.i\\.p\\.?|passed away|dead|fake|spam|ontslagen|gestopt|vervallen|entf[äa]llt|verstorben|d[ée]c[ée]d[ée]e?|fallecid[oa]|d[ée]sinscrite?|parti[e]?|gone|moved away|resigned|retired|deceased|overleden|declined|denied|rejected|withdrawn|no[- ]show|left|inactive|blocked|disabled|opt(?:ed)?[- ]?out|unqualified|not (?:attending|coming|going|approved|interested|invited|allowed|eligible|confirmed|meant)|(?:will not|won['’]?t|does not|doesn['’]?t) (?:attend|come|join|go)|deceased|on hold|suspended|terminated|ex[- ]?employee|unsubscribed|bounced|geannuleerd|afgewezen|geweigerd|ingetrokken|vertrokken|inactief|geblokkeerd|abgelehnt|storniert|inaktiv|gesperrt|ausgetreten|ausgeschieden|abgemeldet|uitgeschreven|afgemeld|annul[ée]|refus[ée]|inactif|deactivated|deprovisioned|archived|lapsed|absent(?:e|es|s)?|afwezig|abwesend|entschuldigt|verhinderd|verhindert|do not allow|d[ée]clin[ée]e?|blacklisted|invalid|nok|not ok|niet ok|niet akkoord|nicht ok|regrets?|apologies|(?:unable to|can['’]?t|cannot) (?:attend|come|go|join|make it)|afgezegd|abgesagt|verhinderung|former|voormalig|ehemalig|ancien(?:ne)?|${orders}|${statesElsewhere})[.!]?$`,
  'iu',
);
/** Headings that ask whether somebody is meant. */
const asks =
  /invit|uitnod|einlad|\bsend|include|approv|select|active\b|actief|aktiv|enabled|\bwanted|allowed|consent|opt-?in|attend|accept|confirm|goedgekeurd|akkoord|meenemen|deelnem|freigabe|freigegeben|vrijgave|toestemming|zustimmung|access\b|toegang|guest\b|external|extern|\bgast|\bkeep|behouden|houden|aanwezig|\bkomt|anwesend|teilnahme|pr[ée]sen|going|coming|rsvp|\bjoin|convid|zapro[sś]|bjud|kutsu|asist|particip|partecip|confirma|conferma|udzia[łl]|obecn|deltar|osallistu|zusage|response|r[ée]ponse|reactie|antwort|\bkommt|\bok\b|tilmeldt|p[åa]meldt|anm[äa]ld|activ[oa]|attiv[oa]|aktywn|\?\s*$/iu;
const no =
  /^(?:no|n|nee|nein|non|false|onwaar|falsch|faux|0|n[ãa]o|nie|nej|nei|ei|ne|не|нет|not yet|nog niet|☐|✗|✘)[.!]?$/iu;

/** Words for an open question, below such a heading or a heading for a decision. */
const unsure =
  /^(?:\?+|tbd|tbc|(?:i )?don['’]?t know(?: yet)?|not sure(?: yet)?|unknown|unclear|onbekend|weet (?:ik )?(?:nog )?niet|wei[sß]+ (?:ich )?(?:noch )?nicht|unbekannt|pending|tentative|maybe|undecided|waitlisted|(?:on (?:the )?)?wait(?:ing)?[- ]?list|misschien|onder voorbehoud|in behandeling|wachtlijst|vielleicht|unter vorbehalt|ausstehend|warteliste|peut-[êe]tre|en attente|pendiente|pendente|in attesa|quiz[áa]s?|tal ?vez|forse|mo[żz]e|kanske|m[åa]ske|kanskje|ehk[äa]|mo[žz]n[áa])[.!]?$/iu;
const decides =
  /decision|besluit|beslissing|entscheid|d[ée]cision|registration|aanmelding|anmeldung/iu;

/** Headings that say the opposite: any word below them except a no is against the person. */
const denies =
  /reject|declin|cancel|unsub|suspend|inactive|inaktiv|inattiv|inativ|block?list|blacklist|bloqu|\bblok|\bbaja\b|already|\breeds\b|bereits|\bschon\b|d[ée]j[àa]|deactivat|disabled|archived|departed|\bgone\b|expired|revoked|rechaz|recusad|rifiut|annullat|odrzuc|rezygn|wypisan|avanm[äa]l|afmeld|avmeld|perut|zru[šs]en|opt(?:ed)?[\s_-]?out|bounce|blocked|deleted|removed|terminat|no[- ]?show|(?:do[\s_-]*not|don['’]?t)[\s_-]*(?:invite|contact|mail|e-?mail|call|add|use|send)|\bexclude|geweigerd|afgewezen|afgemeld|uitgeschreven|geannuleerd|geblokkeerd|vertrokken|uit dienst|uitsluiten|abgelehnt|abgemeldet|gesperrt|storniert|ausgetreten|refus|annul|d[ée]sinscri|\bskip\b|overslaan|\bignore\b|leaving|austritt|\bdnc\b|deceased|overleden|verstorben|verwijder|l[öo]schen|supprimer|eliminar\b|usun[ąi]|(?:ta|tag) bort|\bleft (?:on|at|date|company)|end of employment|employment end|end (?:date )?(?:of )?(?:employment|contract)|contract[ _-]?end|contracteinde|vertragsende|fin de contrat|einde dienstverband|\b(?:last (?:working )?day|laatste werkdag|letzter (?:arbeits)?tag|dernier jour)|uit ?dienst|ontslag|(?:departure|exit|termination|separation|vertrek|uittreed|k[üu]ndigungs?|entlassungs?|fratr[æe]delses?)[ _-]?(?:date|datum|dato)|(?:date|datum|fecha|data|dato) (?:of |de |da |di |van )?(?:departure|exit|termination|separation|d[ée]part|sortie|salida|uscita|cessazione|sa[íi]da|odejścia|zwolnienia|fratr[æe]den)/iu;
/** Headings that deny in words: `Niet uitnodigen`, `Ne pas inviter`, `No longer employed`. `Order no` is a number. */
const negates =
  /(?<![\p{L}])(?:(?:not|niet|nicht|nunca|ikke|inte|ej|nie|n[ãa]o|älä|ei)\s+(?!modify|applicable|before|after)\p{L}|ne pas\s|(?:no|non|geen|keine?n?|sans|sem|sin|senza|bez|uden|utan|uten)\s+(?:longer|(?:e-?)?mail|contact|kontakt|invit|access|consent|acc[eè]s|toegang|uitnodig|einlad|zugang|zugriff|zusage|asist|m[áa]s\b|pi[ùu]\b|plus\b))/iu;
/** Words that say nothing below such a heading. */
const nothing =
  /^(?:allow(?:ed)?|0+(?:[.,]0+)?|[2-9]|\d{2,}|\d{1,3}(?:[.,]\d{3})*(?:[.,]\d{1,2})?%|\d{1,3}(?:[.,]\d{3})+|\d+[.,]\d{1,2}|-+|–|—|null|none|nil|n\/?a|#n\/a|nvt|n\.v\.t\.|geen|keine?|never|nooit|nie)$/iu;

/** In characters. Longer text is no mark. */
const longest = 200;

/** True if the title of some rows tells the reader not to invite their people: `Declined:`, `Do not invite`. */
export function isMarkedTitle(title: string): boolean {
  if (title.length > longest) return false;
  const text = title
    .trim()
    .replace(/[\s:.-]+$/, '')
    .replace(/\s*\(\d+\)$/, '');
  if (aside.test(text) || left.test(text)) return true;
  return [text, text.replace(/s$/i, '')].some((each) => isSaid(each) || unsure.test(each));
}

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

/** Signs that say no below any heading. */
const crossed = /^(?:[❌🚫⛔👎🛑]\ufe0f?)+$/u;
const isSaid = (text: string): boolean =>
  callsMeeting(text) ||
  states.test(text) ||
  crossed.test(text) ||
  isWithheld(text) ||
  isCredit(text);

/** Headings of what people wrote beside a row, and the words there that speak against it. */
const remarks =
  /bijzonderhed|besonderheit|\bmemo\b|remark|comment|\bnotes?\b|備考|メモ|备注|備註|비고|uwagi|bem[äaæ]rkning|anm[äa]rkning|kommentar|merknad|huomautus|observa[cç]|notas?\b|примечан|comentario|opmerking|bemerk|notiz|notitie|reden|reason|toelichting|remarque/iu;
const against =
  /(?<![\p{L}])(?:bounc\p{L}*|(?:has |have )?left|gone|not|don['’]?t|wait|hold|wrong|invalid|replaced?|instead|no longer|old|duplicate|leaves|niet|geen|weg|vertrokken|wachten|wacht|verkeerd|vervangen|dubbel|nicht|kein|warten|falsch|ersetzt|ne pas|attendre|remplac\p{L}*|verlassen|ausgeschieden|gekündigt|eraf|usunięcia|usunąć|fratrådt|fratrått|lähtenyt|poistu\p{L}*|quitté|licencié|ha dejado|ya no|lasciato|saiu|deixou|slutat|sluttet|ophørt|desist\p{L}*|désist\p{L}*|ikke|inte|nie|não|enää|streichen|afgehaakt|odmowa|не|уволен\p{L}*|odszedł|odeszła|vertrekt|verlaten|ontslag|removed?|deleted?|verwijder\p{L}*|entfern\p{L}*|supprim\p{L}*|skip|exclude|overslaan|resign\p{L}*|retired|pensioen|afwezig|absent)(?![\p{L}]|-\p{L})/iu;
/**
 * Words of calls, meals and hurry, which speak against nobody. The note quotes words that few people have all the same.
 */
const harmless =
  /^(?:please )?(?:(?:do not|don['’]?t|niet|nicht|ne pas) (?:call|phone|ring|disturb|forget|bellen|storen|anrufen|stören|appeler|déranger)|(?:not|niet|nicht|pas|no|non|geen|keine?) (?:urgent|dringend|eilig|veget\p{L}*|vegan\p{L}*|végé\p{L}*|allerg\p{L}*|pork|varkensvlees|schweinefleisch|nuts|noten|nüsse|gluten|lactose|alcohol)|old friend|oude bekende|alter freund)(?!\p{L})[^.;!]*[.!]?$/iu;

/** True when people write below a heading what they have to say about a row. */
export const holdsRemarks = (heading: string): boolean => remarks.test(heading);

/**
 * True if yes and no below a heading say whether the list means the person. `isMarked` finds the people whom it does
 * not mean.
 */
export const isUnderstood = (heading: string): boolean => asks.test(heading) || isAgainst(heading);

/** True when a yes below a heading says that the person is not meant: `Niet uitnodigen`, `Opt out`. */
export const isAgainst = (heading: string): boolean =>
  denies.test(heading) || negates.test(heading);

/** So many different cells of a column are worth remembering: a list repeats the same few. */
const mostKnown = 200;

/** The subject of a heading that the reader does not read, and its judgement of cells. */
type Judged = { about: About; cells: Map<string, boolean> };
type About = Record<'remarks' | 'asks' | 'decides' | 'denies' | 'jobs', boolean>;

/**
 * Judges whether a cell of a column that the reader does not read may forbid to invite the row's person. Remembers each
 * judgement.
 */
export function startMarks(): (heading: string, cell: string) => boolean {
  const known = new Map<string, Judged>();
  return (heading, cell) => {
    const text = cell.trim();
    if (text === '' || text.length > longest) return false;
    const judged = known.get(heading) ?? { about: aboutOf(heading), cells: new Map() };
    known.set(heading, judged);
    const before = judged.cells.get(text);
    if (before !== undefined) return before;
    const found = isMarked(judged.about, text);
    if (judged.cells.size < mostKnown) judged.cells.set(text, found);
    return found;
  };
}

const aboutOf = (heading: string): About => ({
  remarks: remarks.test(heading),
  asks: asks.test(heading) && !/\b(?:mfa|2fa)/i.test(heading),
  jobs: /\b(?:job|title|functie|beroep|beruf|fonction|cargo|puesto)/i.test(heading),
  decides: decides.test(heading),
  denies: isAgainst(heading),
});

function isMarked(about: About, text: string): boolean {
  // A presenter by profession presents nothing here.
  if (about.jobs && callsMeeting(text)) return false;
  if (about.remarks && harmless.test(text)) return false;
  if (isSaid(text) || (about.remarks && against.test(text))) return true;
  if (unsure.test(text)) return about.asks || about.decides;
  if (no.test(text)) return about.asks && !about.denies;
  return about.denies && !nothing.test(text);
}

/** In rows. People strike no more of a list by hand. */
const mostBetween = 2_000;
const mark = '~~';

/**
 * Finds the rows between the two halves of a strike: `~~` before the first of them, and behind the last. The rows with
 * the marks are refused; those between them may be meant.
 */
export function startStrikes() {
  let between: Between[] | undefined;

  function add({ line, address }: Omit<Taken, 'cells'>): void {
    if (address.includes('@')) between?.push({ line, text: `${address} (${mark})` });
    if ((between?.length ?? 0) > mostBetween) between = undefined;
  }

  return {
    /** Takes the next row. At the end of a strike it returns the rows inside. */
    take({ cells, ...row }: Taken): readonly Between[] {
      const half = cells.some((cell) => cell.includes(mark)) ? halfIn(cells) : undefined;
      const closed = half === 'end' ? (between ?? []) : [];
      if (half === undefined) add(row);
      else if (half !== 'both') between = half === 'begin' ? [] : undefined;
      return closed;
    },
  };
}

type Between = { line: number; text: string };
type Taken = { line: number; cells: readonly string[]; address: string };

/** `both`: the strike begins and ends in the same row. */
function halfIn(cells: readonly string[]): 'begin' | 'end' | 'both' {
  const whole = cells.map((cell) => cell.trim()).filter(Boolean);
  if (whole.join(' ').split(mark).length % 2 === 1) return 'both';
  return whole.some((cell) => cell.startsWith(mark)) ? 'begin' : 'end';
}

export type Strikes = ReturnType<typeof startStrikes>;

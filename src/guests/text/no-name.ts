import { hasAddress } from './find-addresses.ts';

const letter = /\p{L}/u;
/** Words of programs and people for an unknown name, letters alone and in lower case. */
const nothing: ReadonlySet<string> = new Set(
  `null nil none na nan nv nb nn nd undefined unknown empty blank true false nvt tbd tbc tba onbekend unbekannt inconnu
  desconocido desconhecido sconosciuto okänd ukendt ukjent tuntematon nieznany neznámý ismeretlen necunoscut
  bilinmiyor неизвестно неизвестный 不明 未知 未定 無 无 없음 미정 anonymous anoniem anonym notset noname nonamegiven
  notavailable notapplicable notprovided notspecified tobedetermined tobeannounced tobeconfirmed
  geen kein keine keiner void geennaam naamonbekend nietvantoepassing nietbekend nietingevuld keineangabe keinname ohnenamen nichtangegeben
  nichtbekannt nonrenseigné nondisponible sansnom sinnombre sinespecificar nodisponible nonspecificato objectobject
  error fout fehler erreur seeabove zieboven siehe sieheoben idem ditto dito pending volgt nogonbekend folgt leeg
  leer vide vacío ninguno ningún nessuno aucun aucune néant pasdenom sindatos sinnombres nohaydatos nondisponibile
  nessundato semnome semdados brak brakdanych brakimienia saknas ingen ingendata uppgiftsaknas mangler
  eitietoa einimeä なし 無し 名前なし 空白 空 没有 無名 nodata keinedaten geengegevens niemand nobody noone sansobjet
  missing ontbreekt notfound nietgevonden select pleaseselect selecteer choose email displayname inforequested
  niedotyczy nãoinformado naoinformado noinformado nãoseaplica noaplica nonapplicable nonapplicabile sansobjet entfällt
  sameasabove asabove zelfde zelfdealsboven wieoben comoarriba newuser nieuwegebruiker neuerbenutzer nouvelutilisateur
  nenhum nenhuma нет немає vacant vacante vacature vacancy vakant vacanza thesame hetzelfde dasselbe lemême lomismo
  loremipsum`.split(/\s+/),
);
/** Some of these are names as well: one word of them beside another is part of a name. */
const alsoNames: ReadonlySet<string> = new Set(
  'null nil none na nan nb nn nd nv true blank unknown empty'.split(' '),
);
/** Words for nothing that are family names too: beside another part they may be either. */
const perhapsNames: ReadonlySet<string> = new Set(
  'noone niemand nobody leer fehler ditto dito idem fout geen brak void vide error'.split(' '),
);
/** With signs between: these letters alone may be somebody's name. */
const shortened = /^(?:n\/?[abdk]\.?|n\.\s?n\.|[sk]\/[dnao]|k\.\s?a\.|s\.\s?n\.|o\.\s?a\.)$/i;
/** Nothing, put in brackets. */
const bracketed =
  /^[([{<]{1,2}\s*(?:null|none|nil|blank|empty|leeg|leer|vide|vacío|vuoto|vazio|tom|tyhjä|pusty|geen|kein\p{L}*|ohne|no|not|unknown|unbekannt|onbekend|inconnu)\b[\p{L}\s]*[)\]}>]{1,2}$/iu;
/** A placeholder that a program should have filled in, and did not. */
const placeholder =
  /\{\{[^{}]*\}\}|\$\{[^{}]*\}|<<[^<>]*>>|\*\|[^|]*\|\*|^%\w+%?$|%%\w+%%|^[{[$<@#]{1,2}\s*(?:full|first|last|given|family|display|user|guest)?[\s_.-]*(?:f|l)?name[\s_]*[}\]>]{0,2}$/iu;
/** A formula, an error of a spreadsheet in any language, a web address, a number for something. */
const noWords =
  /^[=@]|^[+-](?:[\p{L}]{1,3}\d|[^()]*\()|^#[^\s]*[!?/]|^(?:https?:|www\.)|^i:0|^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$|^[{[]\s*["[{]/iu;
/**
 * The prompts of a form, and words that stand in it until somebody knows: `Click or tap here`, `Vul naam in`, `nog te
 * bepalen`, `à compléter`. The second word is small: `Kies Jansen` is a name.
 */
const prompts = [
  /^(?:click|tap|choose|select|enter|type|fill|please|klik|tik|kies|selecteer|vul|voer|typ|gelieve|klicken|wählen|tippen|geben|bitte|cliquez|choisissez|sélectionnez|entrez|saisissez|veuillez|haga|elija|seleccione|escriba|introduzca|fare|scegli|selezionare|inserire|clique|escolha|selecione|digite|insira|klikk?a?|välj|vælg|velg|skriv|kliknij|wybierz|wpisz|valitse|kirjoita)(?: (?!(?:van|von|de|der|den|di|da|do|dos|del|la|le|te|ten|ter|y|e)(?!\p{L}))\p{Ll}|$)/iu,
  /^(?:to be|noch|wird|werden|zie|siehe|voir|véase|vedi|zobacz|se) (?:zu )?(?:above|below|boven|onder|hierboven|oben|unten|ci-dessus|ci-dessous|arriba|abajo|sopra|sotto|ovan|ovenfor|wyżej|nach\p{Ll}+|ge\p{Ll}+|be\p{Ll}+|offen|\p{Ll}+(?:ed|en|mined))$/iu,
  /^(?:nog |noch )?(?:te|zu) \p{Ll}{3,}en$|^à (?:\p{Ll}+[ei]r|suivre|définir)$|^(?:por|para|a|da) \p{Ll}{3,}(?:[aei]r|[aei]re)$|^do \p{Ll}+(?:enia|ania|ienia)$/u,
];
/** `Kies Jansen` has no small word, and `please, jane` is a name turned round. */
const isPrompt = (text: string): boolean =>
  /\s\p{Ll}/u.test(text) && !/^\S+,/.test(text) && prompts.some((each) => each.test(text));

/** The words of a program for a thing that it cannot write. */
const typeName = /^(?:System|Microsoft|java|com)\.[\w.[\]`]+$/;
const repeated = /^(?:x|[xX]{2,}|[yY]{3,}|[zZ]{3,})$/;

/** True when no person has this name. */
export function isNoName(text: string): boolean {
  if (!letter.test(text) || hasAddress(text)) return true;
  if (noWords.test(text) || placeholder.test(text) || bracketed.test(text)) return true;
  if (isPrompt(text)) return true;
  if (shortened.test(text) || repeated.test(text) || /^\\n$/i.test(text)) return true;
  const folded = text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}]/gu, '');
  if (typeName.test(text)) return true;
  if (!nothing.has(folded)) return isNothingTwice(text);
  // `Jane Null` has a space, and is a name; `not set` has one, and is none.
  return !/\s/.test(text) || !alsoNames.has(folded);
}

/** True when a cell says that something is missing: `geen mail`, `no e-mail`, `pas d'adresse`. */
export const saysNone = (text: string): boolean =>
  /^(?:no|not|none|geen|niet|nog|kein\p{L}*|nicht|ohne|pas|sans|aucune?|sin|ningún|senza|sem|brak|ingen|ei|volgt|folgt|onbekend|unbekannt|unknown)(?!\p{L})/iu.test(
    text.trim(),
  );

/** `null null`, `N/A N/A`: two empty parts of a name, joined. */
function isNothingTwice(text: string): boolean {
  const [first = '', ...others] = text.toLowerCase().split(/[\s,]+/);
  const isOne = others.length > 0 && others.every((word) => word === first);
  if (isOne)
    return nothing.has(first) || shortened.test(first) || /^(?:xxx+|yyy+|zzz+)$/.test(first);
  // `Info Requested Info Requested`.
  const half = text.slice(0, text.length / 2);
  return text.length % 2 === 1 && text === `${half} ${half}` && isNoName(half);
}

/** True when a word for nothing looks like a name: beside another part, `Null` and `Na` are names; `NULL` is none. */
export const isPartOfName = (part: string): boolean =>
  /^\p{Lu}\p{Ll}+$/u.test(part) && (alsoNames.has(part.toLowerCase()) || mayBePart(part));

/** True when somebody should look at such a part: `Noone` and `Niemand` are names, and say that there is none. */
export const mayBePart = (part: string): boolean => perhapsNames.has(part.toLowerCase());

/** Headings of columns of names, and words of a person who tried the form. */
const stands =
  /^(?:name|naam|nom|nombre|nome|navn|namn|nimi|full name|your name|first last|first name|last name|given name|surname|voornaam|achternaam|voornaam achternaam|vorname|nachname|vorname nachname|prénom nom|test|tester|testing|test test|asdf|qwerty|foo|bar|guest|gast|user|gebruiker|(?:guest|external|new|test) users?|externe gebruikers?|employee|medewerker|mitarbeiter(?:in)?|employée?|boekhouding|administratie|ontvangst|receptie|inkoop|verkoop|accounts? (?:payable|receivable)|accounting|billing|purchasing|procurement|human resources|empfang|buchhaltung|einkauf|vertrieb|verwaltung|personalabteilung|comptabilité|accueil|secrétariat|achats|contabilidad|contabilità|recepción|same|see notes|to whom it may concern|(?:mr|mrs|ms|dhr|mevr|dr|hr|fr)\.?|sir|madam|frau|herr|(?:de )?heer|mevrouw|monsieur|madame|señora?|signora?|pani?|yes|no|ja|nee|nein|oui|non|waar|onwaar|wahr|falsch|vrai|faux|verdadero|falso|prawda|fałsz|sann|usann|tosi|epätosi)$/iu;
/** Desks, rooms, devices, tries and notes that stand where a name should. Somebody may go by one of them. */
const noPerson =
  /^(?:the )?(?:team|afdeling|abteilung|department|dept\.?|d[ée]partement|departamento)(?:\s|$)|\steam$|^(?:conference|meeting|board) ?room(?!\p{L})|^(?:iphone|ipad|android|galaxy|macbook|laptop|desktop)(?!\p{L})|^(?:guest|gast|user|gebruiker|benutzer|participant|deelnemer|teilnehmer)[ _-]?\d+$|^(?:anonymous|anonieme?|anonymer?|sample|dummy|demo|fake)(?!\p{L})|^(?:via|cc|manager of|assistant (?:of|to)|manager van|assistentin? von)\s|^name (?:unavailable|unknown|missing|withheld)$|^(?:geen|keine?n?|no|sin|sans) (?:naam|namen|name|nombre|nom)(?!\p{L})|^(?:wordt|zie|see|wird|siehe)\s\p{Ll}|^dear\s|^(?:last|family)(?: name)?, (?:first|given)(?: name)?$|^(?:delete|remove|cancel|skip|verwijderen|löschen)$|\sA\/V$/iu;
/** True when a plain name begins like a text that is no name. Few names do. */
export const mayBeNothing = (text: string): boolean =>
  suspect.test(text) || text.endsWith(' Team') || isFirmName(text);
const suspect = new RegExp(
  `^(?:${[...nothing].filter((word) => /^[a-z]+$/.test(word)).join('|')}|full|first|last|given|your|surname|name|naam|nom|nombre|nome|navn|namn|nimi|voornaam|achternaam|vorname|nachname|test|tester|testing|asdf|qwerty|foo|bar|guest|gast|user|gebruiker|same|mrs?|ms|dhr|mevr|dr|hr|fr|sir|madam|frau|herr|de|heer|team|afdeling|abteilung|departe?ment|conference|meeting|board|iphone|ipad|android|galaxy|macbook|laptop|desktop|participant|deelnemer|teilnehmer|anonymous|anonieme?|anonymer?|sample|dummy|demo|fake|via|cc|manager|assistant|dear|delete|remove|cancel|skip|wordt|wird|mevrouw|monsieur|madame|signora?|pani?|new|info|nie|entf|as|zelfde|wie|como|family|familie|famille|familia|famiglia|familjen|familien|rodzina|fam|yes|no|not|ja|nee|nein|oui|non|to|geen|niet|keine?|ohne|nicht|sans|sin|waar|onwaar|wahr|falsch|vrai|faux|verdadero|falso|prawda|sann|usann|tosi|object|see|zie|siehe|nog|please|display|external|employee|medewerker|mitarbeiter\\w*|boekhouding|administratie|ontvangst|receptie|inkoop|verkoop|accounts?|accounting|billing|purchasing|procurement|human|empfang|buchhaltung|einkauf|vertrieb|verwaltung|personalabteilung|accueil|achats|contabilidad|click|tap|choose|select|enter|fill|lorem|vacant|vacature|the|het|klik|kies|vul|x+)(?![a-z])`,
  'i',
);

/** More than one person, or whom somebody speaks for. */
const several =
  /\p{L} & \p{L}|\p{Ll}\/\p{Lu}|\p{L} [^;]*\p{L};\s?\p{Lu}[^\s;]* \p{L}|\p{L}{2} \p{L}+ ?[/+] ?\p{L}+ \p{L}|[\p{L}.] (?:and|en|und|et|og|och|via|for|voor|für|pour|per|c\/o|p\/a|p\.?\s?p\.|i\.\s?[AVo]\.|o\.?b\.?o\.?|namens|through|(?:on )?behalf of|(?:in opdracht|uit naam) van|im (?:Auftrag|Namen)(?: von)?|vertreten durch|de la part de|au nom de|en nombre de|de parte de|per conto di|a nome di|på uppdrag av) \p{Lu}|\p{Lu}\S{0,40} \p{Lu}\S{0,40} [yei] \p{Lu}\S{0,40} \p{Lu}/u;
/**
 * A firm behind a name: `Jane Doe from Fabrikam`, `Jane Doe, Fabrikam BV`. A firm alone may be what a partner goes by.
 */
const firmName =
  /\s(?:GmbH|gGmbH|mbH|B\.?V\.?|N\.?V\.?|Ltd\.?|Limited|LLC|LLP|Inc\.?|Corp\.?|PLC|plc|SARL|S\.r\.l\.|Srl|S\.p\.A\.|SpA|S\.A\.|AG|AB|Oy|Oyj|ApS|A\/S|KG|VOF|s\.r\.o\.|sp\. z o\.o\.)$/u;
/** True when a text ends as firms do: `Fabrikam GmbH`. It may be what a partner goes by. */
export const isFirmName = (text: string): boolean => firmName.test(text);
const firm =
  /\p{L} (?:from|at|bij|bei|chez|works|werkt|arbeitet|z|ze|från|fra|hos|desde|presso|od|iz|pri) (?:\p{Ll}+ )?\p{Lu}|, \p{Lu}.* (?:GmbH|[BN]\.?V\.?|Ltd\.?|LLC|Inc\.?|PLC|SARL|S\.?r\.?l\.?|S\.?p\.?A\.?|ApS|A\/S|sp\. z o\.o\.|s\.r\.o\.)$/u;
const family = /^(?:the )?(?:famil(?:y|ie|le|ia|la|j|jen|ien)|famiglia|fam\.|rodzina)\s/i;
/** Words in brackets behind a name: a firm, a role, a remark. `Jane (Jay) Doe` has another name there. */
const noted =
  /^[([{]|[([]\s*[\u2020\u271d]?\s*[)\]]|\p{Lu}\S{0,40} \p{Lu}\S{0,40} [-\u2013] \p{L}|\s[([{](?:[^()[\]{}]{2,}|\d)[)\]}]$/u;
const isUnclosed = (text: string) => text.lastIndexOf('(') > text.lastIndexOf(')');

/** Signs that are in nobody's name, words cut in two by a stop, and more digits than letters. */
const signs =
  /[_*#$%{}[\]|\\<>=+~^:!?`"@→←✓✔☐☑☒【】〔〕「」『』«»‹›]|\p{L}[”“„]\p{L}|\p{Extended_Pictographic}/u;
const isCounted = (text: string) => {
  const digits = text.replace(/\D/g, '').length;
  if (/^(?:id|nr|ref|case|ticket|inc|req)\W?\d+$/i.test(text)) return true;
  return digits > 2 && digits >= text.replace(/[^\p{L}]/gu, '').length;
};

/** An empty part beside a full one (`Bob NULL`, `Moe, null`), in the spelling of programs: `Jane Null` is a name. */
const halfEmpty =
  /(?:^|[\s,(])(?:null|NULL|undefined|UNDEFINED|NaN|N\/A|n\/a|#N\/A|None\)|none)(?=$|[\s,)])/;
/** Half of `Doe, Jane`, a mark or a number of a list that stands in the name. */
const begun =
  /^[-\u2013\u2014,;.]|^x \p{Lu}|^(?:t\.?a\.?v\.?|attn\.?|z\. ?hd\.?|e\.g\.|bijv\.?|bv\.|z\. ?b\.|p\. ?ex\.?)[\s:]+\p{Lu}|^\d{1,4}\s+(?:[-\u2013]\s*)?\p{L}/u;
/** Somebody signs for another: `i.A. Ann Aid`. With capitals these are initials. */
const signed = /^(?:i\.\s?[AVo]|p\.\s?p|c\.\s?a|p\/a)\.?\s+\p{Lu}|\si\.\s?[AV]\.$/u;
/** A column was too narrow for the name. */
const cutOff = /(?:\.{2}|\u2026)$/;
/** Letters that another font has (`ＪＡＮＥ`), and boxes in place of letters that it has not. */
const otherForms = /[\uff01-\uff5e\u25a0-\u25ff\u{1d400}-\u{1d7ff}]/u;

/** True when a word mixes alphabets whose letters look the same: `J\u0430ne` with a Cyrillic letter. */
const mixesLetters = (text: string): boolean =>
  /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}]/u.test(text) &&
  (text.match(/[\p{L}\p{M}]+/gu) ?? []).some(
    (word) =>
      /\p{Script=Latin}/u.test(word) &&
      /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}]/u.test(word),
  );

const isMixed = (text: string): boolean =>
  halfEmpty.test(text) ||
  begun.test(text) ||
  signed.test(text) ||
  cutOff.test(text) ||
  otherForms.test(text) ||
  mixesLetters(text);

/** True if the reader keeps a text as a name although it is hardly one: somebody should look at it. */
export function isOddName(text: string): boolean {
  const whole = text.replace(/"[^"]*"/g, ' ');
  if (isMixed(text)) return true;
  if (several.test(text) || family.test(text) || firm.test(text)) return true;
  if (noted.test(text) || isUnclosed(text)) return true;
  if (isFirmName(text)) return true;
  return stands.test(text) || noPerson.test(text) || signs.test(whole) || isCounted(text);
}

/** The letters beyond ASCII in the words and names of each language. */
const spelt: readonly (readonly [letters: string, latin: boolean, never?: RegExp])[] = [
  ['àâæçéèêëîïôœùûüÿ', true], // French
  ['äöüßé', true], // German
  ['áéíñóúüª', true], // Spanish
  // Portuguese has these two in few places. Romanian and Hungarian in a wrong code page have them anywhere.
  ['àáâãçéêíóôõúü', true, /ã(?!o|e|i|n|s?$)|õ(?!e)/],
  ['àèéìíîòóù', true], // Italian
  ['éëïöüáóèêäç', true], // Dutch
  ['åäöéü', true], // Swedish, Finnish
  ['æøåéöü', true], // Danish, Norwegian
  ['áðéíóúýþæö', true], // Icelandic
  ['àçéèíïóòúü', true], // Catalan
  ['ąćęłńóśźż', true], // Polish
  ['áčďéěíňóřšťúůýž', true], // Czech
  ['áäčďéíĺľňóôŕšťúýž', true], // Slovak
  ['áéíóöőúüű', true], // Hungarian
  ['ăâîșțşţ', true], // Romanian
  ['čćđšž', true], // Croatian, Slovene
  ['çğıöşüâîi̇', true], // Turkish
  ['äõöüšž', true], // Estonian
  ['āčēģīķļņšūž', true], // Latvian
  ['ąčęėįšųūž', true], // Lithuanian
  ['абвгдеёжзийклмнопрстуфхцчшщъыьэюяґєії', false],
  ['αβγδεζηθικλμνξοπρστυφχψωςάέήίόύώϊϋΐΰ', false],
  ['אבגדהוזחטיךכלםמןנסעףפץצקרשת', false],
  ['ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيپچژگک', false],
  ['กขฃคฅฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรฤลฦวศษสหฬอฮะาำเแโใไๅ', false],
];

type Alphabet = {
  letters: ReadonlySet<string>;
  latin: boolean;
  /** Letters that no word of the language has, in lower case. */
  never: RegExp | undefined;
};

export const alphabets: readonly Alphabet[] = spelt.map(([letters, latin, never]) => ({
  letters: new Set(letters),
  latin,
  never,
}));

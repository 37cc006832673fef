/** The letters beyond ASCII in the words and names of each language. */
const spelt: readonly (readonly [letters: string, latin: boolean])[] = [
  ['àâæçéèêëîïôœùûüÿ', true], // French
  ['äöüßé', true], // German
  ['áéíñóúüª', true], // Spanish
  ['àáâãçéêíóôõúü', true], // Portuguese
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

export const alphabets = spelt.map(([letters, latin]) => ({ letters: new Set(letters), latin }));

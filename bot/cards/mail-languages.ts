/** The languages of Microsoft's mail that cards offer. The first eleven are those of 2016. */
export const mailLanguages = [
  'en-US',
  'de-DE',
  'es-ES',
  'fr-FR',
  'it-IT',
  'ja-JP',
  'ko-KR',
  'pt-BR',
  'ru-RU',
  'zh-Hans',
  'zh-Hant',
  'nl-NL',
];

/** The value of the input for "as the project says". */
export const asProject = 'project';

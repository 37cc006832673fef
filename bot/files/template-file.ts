import { writeTemplate } from '../../src/guests/list/list-template.ts';
import { type Language, say } from '../words/say.ts';

/** Makes a list to fill in. A Dutch Excel expects semicolons. */
export function templateFile(language: Language): { name: string; bytes: Uint8Array } {
  const text = writeTemplate({
    delimiter: language === 'nl' ? ';' : ',',
    example: say(language)('file.example'),
  });
  return { name: 'guestlist-template.csv', bytes: new TextEncoder().encode(text) };
}

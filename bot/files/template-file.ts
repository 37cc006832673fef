import { writeTemplate } from '../../src/guests/list/list-template.ts';
import { separatorOf } from '../../src/guests/list/separator.ts';
import type { Turn } from '../turns/turn.ts';
import { say } from '../words/say.ts';

type Reader = Pick<Turn, 'language' | 'locale'>;

/** Makes a list to fill in, with the separator that the person's spreadsheet expects. */
export function templateFile({ language, locale }: Reader): { name: string; bytes: Uint8Array } {
  const text = writeTemplate({
    delimiter: separatorOf(locale ?? language),
    example: say(language)('file.example'),
  });
  return { name: 'guestlist-template.csv', bytes: new TextEncoder().encode(text) };
}

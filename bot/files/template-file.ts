import { writeTemplate } from '../../src/guests/list/list-template.ts';
import { separatorOf } from '../../src/guests/list/separator.ts';
import type { Turn } from '../turns/turn.ts';
import { say } from '../words/say.ts';
import { type WrittenFile, wholeFile } from './written-file.ts';

type Reader = Pick<Turn, 'language' | 'locale'>;

/** Makes a list to fill in, with the separator that the person's spreadsheet expects. */
export function templateFile({ language, locale }: Reader): WrittenFile {
  const text = writeTemplate({
    delimiter: separatorOf(locale ?? language),
    example: say(language)('file.example'),
  });
  return wholeFile('guestlist-template.csv', text);
}

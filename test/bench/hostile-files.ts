import { zipSync } from 'fflate';
import type { FileToSend } from '../sandbox/teams/people-do.ts';

const megabyte = 1024 * 1024;
const text = (name: string, content: string): FileToSend => ({
  name,
  bytes: new TextEncoder().encode(content),
});

/** Files that try to stop, fill or slow their reader. */
export function hostileFiles(chance: () => number): FileToSend[] {
  const noise = Uint8Array.from({ length: megabyte }, () => Math.floor(chance() * 256));
  const bomb = zipSync({ 'xl/worksheets/sheet1.xml': new Uint8Array(50 * megabyte) });
  const columns = Array.from({ length: 255 }, (_, n) => `column ${n}`);
  const wide = `${'a,'.repeat(254)}a`;
  return [
    text('wide rows.csv', `email,${columns}\n${`p@x.example,${wide}\n`.repeat(2_000)}`),
    text('wide.csv', `email,name\n${'a,'.repeat(40_000)}\n`),
    text('quotes.csv', `email,name\n${'"'.repeat(400_000)}`),
    text('long.csv', `email,name\n${'x'.repeat(2 * megabyte)}\n`),
    text('empty rows.csv', `email,name\n${',\n'.repeat(200_000)}`),
    text('formulas.csv', `email,name\n${'=1+1;=cmd|x,@a\n'.repeat(5_000)}`),
    text('separators.csv', 'a;b,c\td|e\n'.repeat(20_000)),
    { name: 'noise.csv', bytes: noise },
    { name: 'noise.xlsx', bytes: noise },
    { name: 'bomb.xlsx', bytes: bomb },
  ];
}

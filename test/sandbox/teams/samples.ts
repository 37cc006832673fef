import { readdirSync, readFileSync } from 'node:fs';

const folder = new URL('../samples/', import.meta.url);
/** The number of rows in each generated sample. The repository has no files of that length. */
const generated = new Map([
  ['partners-60.csv', 60],
  ['partners-2000.csv', 2000],
]);

function partners(count: number): Buffer {
  const lines = Array.from({ length: count }, (_, n) => {
    const number = String(n + 1).padStart(4, '0');
    return `partner${number}@fabrikam.example,Partner ${number}`;
  });
  return Buffer.from(['email,name', ...lines, ''].join('\r\n'));
}

export const sampleNames = (): readonly string[] => [
  ...readdirSync(folder)
    .filter((name) => name.endsWith('.csv'))
    .sort(),
  ...generated.keys(),
];

export function sample(name: string): Buffer | undefined {
  const count = generated.get(name);
  if (count !== undefined) return partners(count);
  return sampleNames().includes(name) ? readFileSync(new URL(name, folder)) : undefined;
}

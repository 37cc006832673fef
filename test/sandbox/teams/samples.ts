import { readdirSync, readFileSync } from 'node:fs';

const folder = new URL('../samples/', import.meta.url);
const generatedName = 'partners-2000.csv';

/** Two thousand partners; made here, because a file that long says nothing to a reader. */
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
  generatedName,
];

export function sample(name: string): Buffer | undefined {
  if (name === generatedName) return partners(2000);
  return sampleNames().includes(name) ? readFileSync(new URL(name, folder)) : undefined;
}

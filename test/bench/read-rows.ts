import { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import { readList } from '../../src/guests/csv/read-list.ts';
import { ms, percentile, type Table } from './table.ts';

const rows = 50_000;
const times = 5;
const chunkBytes = 64 * 1024;

/** Reads the same file as a list of partners, and by csv-parse alone into unused records. */
export async function readRows(): Promise<Table> {
  const file = makeFile();
  const alone: number[] = [];
  const ours: number[] = [];
  for (let time = 0; time < times; time += 1) {
    alone.push(await timed(() => parseAlone(file)));
    ours.push(await timed(() => readAsList(file)));
  }
  const [base, read] = [percentile(alone, 0.5), percentile(ours, 0.5)];
  return {
    title: `Reading a file of ${rows} rows`,
    heads: ['p50', 'rows/s', 'beside csv-parse'],
    rows: [
      { name: 'csv-parse alone', cells: [ms(base), perSecond(base), '1.0 x'] },
      { name: 'as a list', cells: [ms(read), perSecond(read), `${(read / base).toFixed(1)} x`] },
    ],
    notes: [
      'As a list: the reader recognises it, decodes it and reads every cell. It stores nothing and asks Graph nothing.',
    ],
  };
}

function makeFile(): Buffer {
  const lines = ['email,name,project,language'];
  for (let n = 0; n < rows; n += 1) {
    lines.push(`partner${n}@fabrikam${n % 50}.example,"Partner, Number ${n}",atlas,nl-NL`);
  }
  return Buffer.from(`${lines.join('\r\n')}\r\n`);
}

function* chunksOf(file: Buffer): Generator<Buffer> {
  for (let at = 0; at < file.length; at += chunkBytes) yield file.subarray(at, at + chunkBytes);
}

async function parseAlone(file: Buffer): Promise<number> {
  let read = 0;
  for await (const _ of Readable.from(chunksOf(file)).pipe(parse({ columns: true }))) read += 1;
  return read;
}

async function readAsList(file: Buffer): Promise<number> {
  let read = 0;
  const limits = { maxBytes: file.length, maxRows: rows };
  for await (const event of readList(Readable.from(chunksOf(file)), limits)) {
    if (event.kind === 'row') read += 1;
  }
  return read;
}

async function timed(read: () => Promise<number>): Promise<number> {
  const began = performance.now();
  const count = await read();
  if (count !== rows) throw new Error(`${count} rows were read`);
  return performance.now() - began;
}

const perSecond = (took: number) => Math.round(rows / (took / 1000)).toLocaleString('en');

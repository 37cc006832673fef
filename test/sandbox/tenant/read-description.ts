import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { AnySchemaObject } from 'ajv';
import { parse } from 'yaml';

const folder = resolve(import.meta.dirname, '../../../node_modules/.cache/graph-description');

/**
 * Reads Microsoft's description of Graph, a YAML file of half a megabyte. To parse it takes a second of the processor, and
 * each file of tests starts a tenant: so the first one keeps it as JSON, by the hash of its text.
 */
export function readDescription(path: string | URL): AnySchemaObject {
  const text = readFileSync(path, 'utf8');
  const name = `${createHash('sha256').update(text).digest('hex')}.json`;
  const kept = join(folder, name);
  try {
    return JSON.parse(readFileSync(kept, 'utf8'));
  } catch {
    const description: AnySchemaObject = parse(text);
    keep(kept, JSON.stringify(description));
    return description;
  }
}

/** Other processes may do the same at the same time. Where the folder cannot be written, nothing is kept. */
function keep(path: string, text: string): void {
  const unfinished = `${path}.${process.pid}`;
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(unfinished, text);
    renameSync(unfinished, path);
  } catch {
    // The next process parses it again.
  }
}

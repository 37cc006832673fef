import { readFile } from 'node:fs/promises';
import * as v from 'valibot';

const folder = new URL('../data/lists/', import.meta.url);

const wantedShape = v.object({
  kind: v.string(),
  file: v.optional(v.string()),
  text: v.optional(v.string()),
  html: v.optional(v.string()),
  command: v.optional(v.string()),
  want: v.optional(
    v.array(
      v.object({
        address: v.string(),
        name: v.nullable(v.union([v.string(), v.array(v.nullable(v.string()))])),
        cc: v.optional(v.string()),
        line: v.number(),
      }),
    ),
    [],
  ),
  level: v.picklist(['RIGHT', 'SAID']),
  why: v.string(),
});

async function allCases() {
  const text = await readFile(new URL('wanted.json', folder), 'utf8');
  return v.parse(v.array(wantedShape), JSON.parse(text));
}

/** The same for texts that people type or paste. A `command` is no list: it asks for the help. */
export async function typedCases() {
  const cases = await allCases();
  return cases.flatMap(({ text, html, command, want, level, why }) =>
    text === undefined && command === undefined
      ? []
      : [{ text: text ?? command ?? '', html, isCommand: command !== undefined, want, level, why }],
  );
}

/** Lists like real exports, with the wanted partners. RIGHT: no difference. SAID: the requester reads of each. */
export async function listCases() {
  const cases = await allCases();
  const filed = cases.flatMap(({ file, ...rest }) =>
    file === undefined ? [] : [{ file, ...rest }],
  );
  return await Promise.all(
    filed.map(async (each) => ({ ...each, bytes: await readFile(new URL(each.file, folder)) })),
  );
}

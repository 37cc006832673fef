import { readFile } from 'node:fs/promises';
import * as v from 'valibot';

const folder = new URL('../data/lists/', import.meta.url);

const wantedShape = v.object({
  kind: v.string(),
  file: v.optional(v.string()),
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

/** Lists like real exports, with the wanted partners. RIGHT: no difference. SAID: the requester reads of each. */
export async function listCases() {
  const text = await readFile(new URL('wanted.json', folder), 'utf8');
  const cases = v.parse(v.array(wantedShape), JSON.parse(text));
  const filed = cases.flatMap(({ file, ...rest }) =>
    file === undefined ? [] : [{ file, ...rest }],
  );
  return await Promise.all(
    filed.map(async (each) => ({ ...each, bytes: await readFile(new URL(each.file, folder)) })),
  );
}

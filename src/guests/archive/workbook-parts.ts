import { foreign, kindOfArchive } from '../foreign/foreign-file.ts';
import { decodeEntities } from '../text/entities.ts';
import { broken, partText } from './unpack-part.ts';
import type { ZipEntry } from './zip-directory.ts';

export type ZipDirectory = ReadonlyMap<string, ZipEntry>;
export type SheetPart = {
  name: string;
  /** Its place in the workbook, from 0. */
  index: number;
  /** The part with its cells. */
  path: string;
  hidden: boolean;
};
export type WorkbookParts = { sheets: readonly SheetPart[] };

/** The path of the part with the links of another part. */
export const relationsOf = (path: string) => path.replace(/([^/]*)$/, '_rels/$1.rels');

/** Reads which sheets a workbook has, in their order. Undefined when the archive is no workbook. Throws ListRefused. */
export async function readParts(
  bytes: Uint8Array,
  directory: ZipDirectory,
): Promise<WorkbookParts | undefined> {
  const root = await relations(bytes, directory, '_rels/.rels');
  const path = [...root.values()].find(({ type }) => type.endsWith('/officeDocument'))?.target;
  const entry = path === undefined ? undefined : directory.get(path);
  if (path === undefined || entry === undefined) return undefined;
  const text = await partText(bytes, entry);
  const targets = await relations(bytes, directory, relationsOf(path));
  const sheets = tags(text, 'sheet').flatMap((attributes, index): SheetPart[] => {
    const link = [...attributes].find(([name]) => /(?:^|:)id$/i.test(name))?.[1];
    const target = link === undefined ? undefined : targets.get(link);
    // A sheet of charts has no cells.
    if (target === undefined || !target.type.endsWith('/worksheet')) return [];
    const state = attributes.get('state') ?? 'visible';
    const name = attributes.get('name') ?? '';
    return [{ name, index, path: target.target, hidden: state !== 'visible' }];
  });
  // A document of another program, or a workbook whose parts are no text.
  if (sheets.length === 0) throw foreign(kindOfArchive([...directory.keys()]));
  return { sheets };
}

export type PartRelation = { type: string; target: string };

/** Reads the links of a part, by id. A target outside the workbook stays as it is, and the bot never opens it. */
export async function relations(
  bytes: Uint8Array,
  directory: ZipDirectory,
  path: string,
): Promise<Map<string, PartRelation>> {
  const entry = directory.get(path);
  if (entry === undefined) return new Map();
  const folder = path.replace(/_rels\/[^/]*$/, '');
  const text = await partText(bytes, entry);
  return new Map(
    tags(text, 'Relationship').map((attributes) => {
      const target = attributes.get('Target') ?? '';
      const isOutside = attributes.get('TargetMode') === 'External';
      const relation = {
        type: attributes.get('Type') ?? '',
        target: isOutside ? target : resolved(folder, target),
      };
      return [attributes.get('Id') ?? '', relation] as const;
    }),
  );
}

function resolved(folder: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1);
  const parts: string[] = [];
  for (const part of `${folder}${target}`.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}

/** The attributes of every tag with this name, under any prefix. */
function tags(text: string, name: string): Map<string, string>[] {
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) throw broken();
  const found = text.matchAll(new RegExp(`<(?:\\w+:)?${name}((?:\\s[^<>]*)?)/?>`, 'g'));
  return [...found].map(([, attributes = '']) => attributesOf(attributes));
}

/** The attributes of an element, by name, with entities decoded. */
export function attributesOf(text: string): Map<string, string> {
  const found = text.matchAll(/(?<![\w:.-])([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g);
  return new Map([...found].map(([, name = '', a, b]) => [name, decodeEntities(a ?? b ?? '')]));
}

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { ManifestUtil } from '@microsoft/app-manifest';
import { strToU8, zipSync } from 'fflate';
import { commandLists } from './command-lists.ts';

export type AppPackage = { zip: Uint8Array; version: string };
type Json = Record<string, unknown>;

/** All faults that prevent the package, each with the remedy in words. */
export class PackageFault extends Error {
  readonly faults: readonly string[];
  constructor(faults: readonly string[]) {
    super(faults.join('\n'));
    this.name = 'PackageFault';
    this.faults = faults;
  }
}

const folder = new URL('../../manifest/', import.meta.url);
const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const resolve = createRequire(import.meta.url).resolve;

/**
 * Builds the Teams app package for the registration in `env`, after all checks that work offline. Throws PackageFault.
 */
export async function buildPackage(
  env: Readonly<Record<string, string | undefined>>,
): Promise<AppPackage> {
  const appId = env.MicrosoftAppId ?? '';
  const publicUrl = env.PUBLIC_URL ?? '';
  const faults = [
    ...(guid.test(appId) ? [] : ["MicrosoftAppId: set it to the bot registration's id, a GUID."]),
    ...(isHttps(publicUrl) ? [] : ['PUBLIC_URL: set it to the https address of the bot.']),
  ];
  if (faults.length > 0) throw new PackageFault(faults);
  const values = new Map([
    ['MicrosoftAppId', appId.toLowerCase()],
    ['PUBLIC_URL', publicUrl.replace(/\/+$/, '')],
  ]);
  const filled = read('manifest.json').replace(
    /\$\{(\w+)\}/g,
    (placeholder, name) => values.get(name) ?? placeholder,
  );
  const manifest = withCommands(parse(filled));
  const found = [...(await schemaFaults(manifest)), ...(await ruleFaults(manifest))];
  if (found.length > 0) throw new PackageFault(found);
  const zip = zipSync({
    'manifest.json': strToU8(written(manifest)),
    'nl.json': strToU8(written(dutchWords())),
    'color.png': bytes('color.png'),
    'outline.png': bytes('outline.png'),
  });
  return { zip, version: String(manifest.version) };
}

/** Adds to the manifest the commands that Teams shows, from the bot's own table. */
function withCommands(manifest: Json): Json {
  const bots: unknown = manifest.bots;
  const lists = commandLists('en');
  return {
    ...manifest,
    bots: Array.isArray(bots) ? bots.map((bot) => ({ ...bot, commandLists: lists })) : bots,
  };
}

/** The Dutch words, with those of the commands. A key is Teams' path of the place in the manifest. */
function dutchWords(): Json {
  const words = commandLists('nl').flatMap(({ commands }, list) =>
    commands.flatMap(({ title, description }, at) => {
      const place = `bots[0].commandLists[${list}].commands[${at}]`;
      return [
        [`${place}.title`, title],
        [`${place}.description`, description],
      ];
    }),
  );
  return { ...parse(read('nl.json')), ...Object.fromEntries(words) };
}

/** Checks the manifest against Microsoft's schema in node_modules. Fetches nothing. */
export async function schemaFaults(manifest: Json, kind = ''): Promise<string[]> {
  const version = /\/v([\d.]+)\//.exec(String(manifest.$schema))?.[1] ?? 'unknown';
  const path = `@microsoft/app-manifest/build/json-schemas/teams/v${version}/MicrosoftTeams.${kind}schema.json`;
  return await ManifestUtil.validateManifestAgainstSchema<never>(
    manifest as never, // Microsoft's type has every field of every version
    usable(JSON.parse(readFileSync(resolve(path), 'utf8'))),
  );
}

/** Drops patterns that JavaScript cannot read: Microsoft's language schema has some, none for bots. */
function usable<Schema extends { patternProperties?: Json }>(schema: Schema): Schema {
  const patterns = Object.entries(schema.patternProperties ?? {}).filter(([pattern]) => {
    try {
      return new RegExp(pattern, 'u') instanceof RegExp;
    } catch {
      return false;
    }
  });
  return { ...schema, patternProperties: Object.fromEntries(patterns) };
}

/** Faults that the schema allows and that Teams refuses at the upload. */
export async function ruleFaults(manifest: Json): Promise<string[]> {
  const text = JSON.stringify(manifest);
  const languages = dutchWords();
  const missing = wordsOf(manifest).filter((key) => languages[key] === undefined);
  return [
    ...(/\$\{/.test(text) ? ['manifest.json: a placeholder is left.'] : []),
    ...(text.includes('"team"') && manifest.supportsChannelFeatures !== 'tier1'
      ? ['manifest.json: the team scope needs "supportsChannelFeatures": "tier1" since 1.25.']
      : []),
    ...(/^\d+\.\d+\.\d+$/.test(String(manifest.version))
      ? []
      : ['manifest.json: version must be three numbers.']),
    ...missing.map((key) => `nl.json: ${key} is missing.`),
    ...(await schemaFaults(languages, 'Localization.')).map((fault) => `nl.json: ${fault}`),
    ...iconFaults('color.png', bytes('color.png'), 192),
    ...iconFaults('outline.png', bytes('outline.png'), 32),
    ...outlineFaults('outline.png', bytes('outline.png')),
  ];
}

/** Teams' paths of all texts that a language file must translate. */
function wordsOf(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((inner, i) => wordsOf(inner, `${path}[${i}]`));
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([name, inner]) =>
      wordsOf(inner, path === '' ? name : `${path}.${name}`),
    );
  return /^(name\.|description\.|bots\[0\]\.commandLists.*\.(title|description)$)/.test(path)
    ? [path]
    : [];
}

/** Reads the header of a PNG: eight bytes of signature, then IHDR with width, height, depth and colour type. */
export function iconFaults(name: string, icon: Uint8Array, size: number): string[] {
  const png = Buffer.from(icon);
  const isPng = png.subarray(1, 4).toString('latin1') === 'PNG';
  const fits = isPng && png.readUInt32BE(16) === size && png.readUInt32BE(20) === size;
  return fits ? [] : [`${name}: must be a PNG of ${size} by ${size} pixels.`];
}

/** Teams draws the outline in its own colours. It accepts only a transparent background. */
export function outlineFaults(name: string, icon: Uint8Array): string[] {
  const withAlpha = [4, 6].includes(icon[25] ?? 0);
  return withAlpha ? [] : [`${name}: must be a PNG with a transparent ground.`];
}

function isHttps(text: string): boolean {
  return URL.canParse(text) && new URL(text).protocol === 'https:';
}

function read(name: string): string {
  return readFileSync(new URL(name, folder), 'utf8');
}

function bytes(name: string): Uint8Array {
  return new Uint8Array(readFileSync(new URL(name, folder)));
}

const written = (json: Json) => `${JSON.stringify(json, null, 2)}\n`;

function parse(text: string): Json {
  return JSON.parse(text);
}

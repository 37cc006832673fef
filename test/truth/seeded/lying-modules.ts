import { registerHooks } from 'node:module';
import { posix } from 'node:path';
import { targetsOf } from '../../architecture/faults.ts';
import { readTree } from '../../architecture/read-tree.ts';
import type { Lie } from './lie.ts';

const root = new URL('../../../', import.meta.url);
const bot = new URL('bot/', root).href;

type Known = { lie: Lie; copied: ReadonlySet<string>; isLoaded: boolean };
const known = new Map<string, Known>();

/** Loads a copy of the module with the lie, and of the modules that stand on it. All others are shared. */
registerHooks({
  resolve(specifier, context, next) {
    const found = next(specifier, context);
    const [, mark] = context.parentURL?.split('?lie=') ?? [];
    const isCopied = known.get(mark ?? '')?.copied.has(found.url) === true;
    return isCopied ? { ...found, url: `${found.url}?lie=${mark}` } : found;
  },
  load(url, context, next) {
    const found = next(url, context);
    const [path, mark] = url.split('?lie=');
    const lying = known.get(mark ?? '');
    if (lying === undefined || path !== `${bot}${lying.lie.file}`) return found;
    lying.isLoaded = true;
    return { ...found, source: changed(lying.lie, String(found.source)) };
  },
});

function changed({ file, from, to }: Lie, source: string): string {
  if (source.split(from).length !== 2)
    throw new Error(`Point this lie at today's code: bot/${file} does not hold once: ${from}`);
  return source.replace(from, () => to);
}

const importers = Map.groupBy(
  Object.entries(readTree())
    .filter(([path]) => path.startsWith('bot/'))
    .flatMap(([path, text]) =>
      targetsOf(text).map((target) => ({ path, target: posix.join(posix.dirname(path), target) })),
    ),
  ({ target }) => target,
);

/** The addresses of the bot's modules that stand on this one, itself among them. */
function standingOn(file: string): ReadonlySet<string> {
  const found = new Set([`bot/${file}`]);
  for (const path of found) for (const by of importers.get(path) ?? []) found.add(by.path);
  return new Set([...found].map((path) => new URL(path, root).href));
}

/** The bot's modules with a lie in one of them, or unchanged without a lie. */
export type Modules = {
  /** The address of a module of bot/. Undefined when it does not stand on the module with the lie. */
  at: (file: string) => string | undefined;
  /** False while nobody has loaded the module with the lie. */
  isLoaded: () => boolean;
};

export function modulesWith(lie: Lie | undefined): Modules {
  if (lie === undefined) return { at: (file) => `${bot}${file}`, isLoaded: () => true };
  const mark = `${known.size}`;
  const lying = { lie, copied: standingOn(lie.file), isLoaded: false };
  known.set(mark, lying);
  return {
    at: (file) => (lying.copied.has(`${bot}${file}`) ? `${bot}${file}?lie=${mark}` : undefined),
    isLoaded: () => lying.isLoaded,
  };
}

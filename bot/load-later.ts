import { registerHooks } from 'node:module';

/**
 * Libraries that other libraries ask for while Node reads them, and that the bot needs later or never: each library
 * that asks, with what it asks for. Only libraries that are read in one piece (`const x = require(…)`) and used inside
 * functions may stand here. Decision 0017 says why.
 */
export const neededLater: Readonly<Record<string, readonly string[]>> = {
  'botframework-connector': ['@azure/identity', '@azure/msal-node'],
  '@microsoft/teams-ai': ['@azure/msal-node'],
  botbuilder: ['fs-extra', 'htmlparser2'],
  restify: ['csv', 'ewma', 'formidable', 'http-signature', 'pidusage', 'send'],
  'adaptive-expressions': [
    '@microsoft/recognizers-text-data-types-timex-expression',
    'fast-xml-parser',
  ],
};

const scheme = 'later:';

/**
 * From now on until the returned function runs, Node reads a stand-in for each of these libraries. The stand-in reads
 * the library at its first use. A use before the end would not find the library: the start then fails.
 */
export function loadLater(): () => void {
  const hooks = registerHooks({
    resolve(specifier, context, next) {
      const { parentURL } = context;
      const asks = parentURL === undefined ? undefined : libraryOf(parentURL);
      if (asks === undefined || !neededLater[asks]?.includes(specifier)) {
        return next(specifier, context);
      }
      const url = `${scheme}${specifier}?${encodeURIComponent(String(parentURL))}`;
      return { url, format: 'commonjs', shortCircuit: true };
    },
    load(url, context, next) {
      if (!url.startsWith(scheme)) return next(url, context);
      const [specifier = '', parent = ''] = url.slice(scheme.length).split('?');
      const source = standIn(specifier, decodeURIComponent(parent));
      return { format: 'commonjs', source, shortCircuit: true };
    },
  });
  return () => hooks.deregister();
}

/** The name of the package that a file belongs to. */
const libraryOf = (url: string): string | undefined =>
  /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1];

/** By its path: Node remembers for the name, asked for from that folder, that this stand-in came. */
const standIn = (specifier: string, parent: string): string => `
  const read = process.getBuiltinModule('node:module').createRequire(${JSON.stringify(parent)});
  let kept;
  const library = () => (kept ??= read(read.resolve(${JSON.stringify(specifier)})));
  module.exports = new Proxy(function () {}, {
    get: (_target, name) => library()[name],
    has: (_target, name) => name in library(),
    apply: (_target, self, args) => Reflect.apply(library(), self, args),
    construct: (_target, args) => Reflect.construct(library(), args),
  });`;

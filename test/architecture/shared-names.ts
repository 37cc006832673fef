import type { Tree } from './read-tree.ts';

/** A file's own exports, where it declares them. */
const declared =
  /^export (?:declare )?(?:abstract )?(?:async )?(?:function\*? ?|const |let |type |interface |class )(\w+)/gm;
/** Lists of exports: `export { one, two as three }`, with or without a file that they come from, `export const { one }`. */
const listed = /^export (?:type |const |let )?\{([^}]*)\}(?:\s*from\s*'([^']+)')?/gm;

/** The product's code. In all of it a name means one thing. */
const isOfTheHouse = (path: string) => /^(?:bot|src|scripts)\//.test(path);

/** A name that another file of ours exports is no second thing here, unless this file renames it. */
function namesInLists(text: string): string[] {
  return [...text.matchAll(listed)].flatMap(([, names = '', from = '']) =>
    names
      .split(',')
      .map((each) => each.trim().replace(/^type /, ''))
      .filter((each) => each !== '' && (!from.startsWith('.') || each.includes(' as ')))
      .map((each) => each.split(/ as |: /).at(-1) ?? each),
  );
}

/** Names that two files export. A reader who searches such a name may find the wrong thing. */
export function sharedNames(tree: Tree): string[] {
  const exported = Object.entries(tree)
    .filter(([path]) => isOfTheHouse(path))
    .flatMap(([path, text]) => {
      const own = [...text.matchAll(declared)].map(([, name = '']) => name);
      return [...new Set([...own, ...namesInLists(text)])].map((name) => ({ name, path }));
    });
  return [...Map.groupBy(exported, ({ name }) => name)]
    .filter(([, files]) => files.length > 1)
    .map(([name, files]) => {
      const paths = files.map(({ path }) => path).join(' and ');
      return `${name} is exported by ${paths}: one name for one thing`;
    });
}

import type { Tree } from './read-tree.ts';

/** A file's own exports. A re-export does not count as a second thing. */
const given =
  /^export (?:declare )?(?:async )?(?:function\*? ?|const |let |type |interface |class )(\w+)/gm;

/** The product's code. In all of it a name means one thing. */
const isOfTheHouse = (path: string) => /^(?:bot|src|scripts)\//.test(path);

/** Names that two files export. A reader who searches such a name may find the wrong thing. */
export function sharedNames(tree: Tree): string[] {
  const exported = Object.entries(tree)
    .filter(([path]) => isOfTheHouse(path))
    .flatMap(([path, text]) => [...text.matchAll(given)].map(([, name = '']) => ({ name, path })));
  return [...Map.groupBy(exported, ({ name }) => name)]
    .filter(([, files]) => files.length > 1)
    .map(([name, files]) => {
      const paths = files.map(({ path }) => path).join(' and ');
      return `${name} is exported by ${paths}: one name for one thing`;
    });
}

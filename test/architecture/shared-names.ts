import type { Tree } from './read-tree.ts';

/** What a file gives to others under a name of its own. What it only passes on is nobody's second thing. */
const given =
  /^export (?:declare )?(?:async )?(?:function\*? ?|const |let |type |interface |class )(\w+)/gm;

/** The code that the product is: a name means one thing in all of it. */
const isOfTheHouse = (path: string) => /^(?:bot|src|scripts)\//.test(path);

/** Names that two files export. Whoever looks one up would find the wrong thing half of the time. */
export function sharedNames(tree: Tree): string[] {
  const exported = Object.entries(tree)
    .filter(([path]) => isOfTheHouse(path) && !path.startsWith('src/store/migrations/'))
    .flatMap(([path, text]) => [...text.matchAll(given)].map(([, name = '']) => ({ name, path })));
  return [...Map.groupBy(exported, ({ name }) => name)]
    .filter(([, files]) => files.length > 1)
    .map(([name, files]) => {
      const paths = files.map(({ path }) => path).join(' and ');
      return `${name} is exported by ${paths}: one name for one thing`;
    });
}

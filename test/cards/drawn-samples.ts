import { nodesOf } from './card-tree.ts';
import { samples } from './samples.ts';

/** Every sample in both languages. */
export const drawn = samples.flatMap(({ name, draw }) =>
  (['en', 'nl'] as const).map((language) => ({
    name: `${name} (${language})`,
    ...draw(language),
  })),
);
/** All objects in these cards. */
export const nodes = drawn.flatMap(({ name, card }) =>
  [...nodesOf(card)].map(({ held, node }) => ({ name, held, node })),
);

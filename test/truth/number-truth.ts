import type { ReadCard } from './cards-on-screen.ts';
import type { Claim } from './claim.ts';
import { readAs } from './phrasebook.ts';

/** The claims of the numbers on buttons and beside inputs, such as `Approve all 12`, by the keys of their words. */
export const numberClaims = (
  { buttons, language }: ReadCard,
  truths: Readonly<Record<string, number>>,
): Claim[] =>
  Object.entries(truths).flatMap(([key, truth]) =>
    buttons.flatMap((text): Claim[] => {
      const said = readAs(language, text, key)?.values.count;
      return said === undefined
        ? []
        : [{ what: `the number on "${text}" (${key})`, said, true: truth }];
    }),
  );

/** The events before, at and after the end of access. Durations are ISO 8601. */
export type EndingRule = {
  /** The fate of an account that the bot made, once no invitation needs it. */
  whenOver: WhenOver;
  /** How long a blocked account waits for its removal. P0D: not at all. */
  removeAfter: string;
  /** How long before the end the requester and the owners get a notice. */
  remindBefore: readonly string[];
};

/** From the mildest to the hardest. */
export const whenOver = ['keep', 'block', 'remove'] as const;
export type WhenOver = (typeof whenOver)[number];

/** For a project that says nothing about the end. */
export const endingDefaults: EndingRule = {
  whenOver: 'keep',
  removeAfter: 'P30D',
  remindBefore: ['P14D', 'P3D'],
};

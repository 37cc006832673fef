/** The choices on the review card, for rows that say nothing. */
export const choosable = ['project', 'language', 'sendMail', 'until'] as const;
export type Choosable = (typeof choosable)[number];

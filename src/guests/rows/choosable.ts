/** What the requester may choose on the review card, for rows that say nothing. */
export const choosable = ['project', 'language', 'sendMail'] as const;
export type Choosable = (typeof choosable)[number];

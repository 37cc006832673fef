/** What the requester may choose on the review card, for rows that leave it open. */
export const choosable = ['project', 'language', 'sendMail'] as const;
export type Choosable = (typeof choosable)[number];

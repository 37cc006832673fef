/**
 * The events of the history: one word for each thing that a person did. The rows keep these words for good, so nobody
 * changes a word. Add a new word to one of the lists; each reader of that list must then handle it.
 */
export const eventsOfRequest = [
  'request made', // source, rows
  'request confirmed',
  'request discarded',
  'request cancelled',
  'request lapsed',
  'request held', // code
  'request released',
  'request done',
  'request forgotten',
  'retried',
  'resend asked',
  'passed by domain', // project, rows
] as const;

export const eventsOfApproval = [
  'owner asked', // person
  'channel asked',
  'voted', // yes, no
  'vote lost', // person, stage (old entries lack it)
  'may vote again', // person (whose vote was lost)
  'approval reassigned', // person (who has it now)
  'approval taken back',
  'approval returned', // person (who has it again)
  'approval escalated', // people
  'stage passed', // stage, needed
  'approval decided',
  'approval timed out', // rows
  'approval withdrawn',
] as const;

export const eventsOfGuest = [
  'guest accepted', // alerts
  'guest reset',
  'guest returned',
  'guest deleted',
  'access repaired',
  'name taken',
  'access ended', // cause, project
  'access extended', // to (the last day), project, by (the request that extended; old entries lack it)
  'account blocked',
  'account unblocked',
  'account opened by hand',
  'account removed',
  'removal given up',
  'account restored', // blocked (where it came back so)
] as const;

/** Events that belong to no request and to no single guest. */
type OtherEvent =
  | 'end let' // rows
  | 'stand-in named' // person, until
  | 'stand-in ended'
  | 'projects applied' // version, projects
  | 'channel linked'
  | 'channel muted'
  | 'channel unmuted'
  | 'breaker opened' // code
  | 'breaker closed';

export type HistoryEvent =
  | (typeof eventsOfRequest)[number]
  | (typeof eventsOfApproval)[number]
  | (typeof eventsOfGuest)[number]
  | OtherEvent;

/** Other events of a guest. The history lacks them: the bot reads them from invitations, votes and steps. */
export const guestDeeds = [
  'approved',
  'rejected',
  'not decided',
  'withdrawn',
  'cancelled',
  'invited',
  'restored',
  'access given',
  'access revoked',
  'returned access taken',
  'access kept',
  'access gone before',
  'access left',
  'removal refused',
  'removal not known',
  'restored still blocked',
  'approval undone',
  'mail sent again',
  'mail not sent again',
  'mail sent again unknown',
] as const;

export type GuestDeed = (typeof guestDeeds)[number];

/** True when the word is in the list. */
export const isAmong = <Word extends string>(words: readonly Word[], word: string): word is Word =>
  words.some((each) => each === word);

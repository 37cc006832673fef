/**
 * What the history tells: one word for each thing that somebody did. The rows keep these words for good, so a word is
 * never changed; a new one is added, and every switch over them says what it does with it.
 */
export const historyEvents = [
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
  'owner asked', // person
  'channel asked',
  'voted', // yes, no
  'vote lost', // person
  'approval escalated', // people
  'approval decided',
  'approval timed out', // rows
  'approval withdrawn',
  'guest accepted', // alerts
  'guest reset',
  'guest returned',
  'guest deleted',
  'access repaired',
  'name taken',
  'access ended', // cause, project
  'access extended', // from, to (days), project
  'account blocked',
  'account unblocked',
  'account removed',
  'account restored',
  'end let', // rows
  'projects applied', // version, projects
  'channel linked',
  'channel muted',
  'channel unmuted',
  'breaker opened', // code
  'breaker closed',
] as const;

export type HistoryEvent = (typeof historyEvents)[number];

/** What the votes on a guest's invitations and the guest's steps tell, beside the history. */
export const guestDeeds = [
  'approved',
  'rejected',
  'invited',
  'restored',
  'access given',
  'mail sent again',
  'mail not sent again',
  'mail sent again unknown',
] as const;

export type GuestDeed = (typeof guestDeeds)[number];

/**
 * The outcome of a step's last call, or why the bot made none. The ledger keeps these words: a settled step has one of
 * the first group, a waiting step one of the second.
 */
export const stepAnswers = [
  'made',
  'found', // Graph's answer was lost; a later read found the guest
  'restored',
  'already so',
  'through group', // a group of the same invitation brings the access
  'refused',
  'not invited', // a grant whose guest will not exist
  'gave up',
  'cancelled',
  'taken', // taken back, or an account changed
  'kept', // the bot left it: another invitation needs it, or the bot did not give it
  'gone', // the guest did not have it any more
  'account gone', // the account did not exist any more
  // either settled or waiting
  'lost',
  'not yet', // the directory lags
  // waiting
  'throttled',
  'unreachable',
  'pace', // the pacer gave no permit
  'held', // the breaker is open, or another worker has the step
  'after group',
  'after end', // the bot takes it at this moment, or changes the account
  'repeat', // the directory shows no trace of the guest: the one repeat
  'missing', // the bot gave it, and the guest does not have it any more
  'not restored', // there was no account to restore: the bot invites instead
] as const;

export type StepAnswer = (typeof stepAnswers)[number];

/** The thing that a step with this answer waits for. The requester sees it as progress. */
export function waitsFor(answer: StepAnswer): 'replication' | 'another try' | 'pace' | 'nothing' {
  switch (answer) {
    case 'not yet':
      return 'replication';
    case 'throttled':
    case 'lost':
    case 'unreachable':
      return 'another try';
    case 'pace':
      return 'pace';
    case 'made':
    case 'found':
    case 'restored':
    case 'already so':
    case 'through group':
    case 'refused':
    case 'not invited':
    case 'gave up':
    case 'cancelled':
    case 'held':
    case 'after group':
    case 'after end':
    case 'taken':
    case 'kept':
    case 'gone':
    case 'account gone':
    case 'repeat':
    case 'missing':
    case 'not restored':
      return 'nothing';
  }
}

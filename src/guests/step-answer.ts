/**
 * The outcome of a step's last call, or why the bot made none. The ledger keeps these words: a settled step has one of
 * the first group, a waiting step one of the second.
 */
export const stepAnswers = [
  'made',
  'found', // the answer was lost, and the guest was found to exist
  'restored',
  'already so',
  'through group', // a group of the same invitation brings the access
  'refused',
  'not invited', // a grant whose guest will not exist
  'gave up',
  'cancelled',
  'taken', // taken back, or an account changed
  'kept', // stays: another invitation needs it, or it was never ours
  'gone', // was not there any more
  'account gone', // the account was not there any more
  // either settled or waiting
  'lost',
  'not yet', // the directory lags
  // waiting
  'throttled',
  'unreachable',
  'pace', // no permit
  'held', // the breaker is open, or another worker has the step
  'after group',
  'after end', // the bot is taking it, or changing the account
  'repeat', // no trace of the guest: the one repeat that is allowed
  'missing', // was given, and is not there any more
  'not restored', // nobody to restore: an invite instead
] as const;

export type StepAnswer = (typeof stepAnswers)[number];

/** What a step with this answer waits for. The requester sees it as progress. */
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

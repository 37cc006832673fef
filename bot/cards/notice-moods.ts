import type { Mood } from './title-mood.ts';

const all = (mood: Mood, codes: readonly string[]) => codes.map((code) => [code, mood] as const);

/** How things stand when a notice reports something. A plain answer has no sign. */
export const noticeMoods: Readonly<Partial<Record<string, Mood>>> = Object.fromEntries([
  ...all('done', [
    'owner approved',
    'owner approved some',
    'accepted',
    'several accepted',
    'file saved',
    'linked',
    'resumed',
    'released',
    'stop over',
  ]),
  ...all('problem', [
    'all stopped',
    'access lost',
    'channel lost',
    'projects faulty',
    'project unfit',
    'project left',
    'vote lost',
    'nobody decides',
    'owners away',
    'graph away',
    'links later',
    'rights unknown',
    'list refused',
    'no rows',
    'link lapsed',
    'edit not read',
    'file cut short',
    'file not fetched',
    'file too slow',
    'file lost',
    'fault',
  ]),
  ...all('rejected', ['owner rejected']),
  ...all('held', ['held', 'right lost', 'going on asked']),
  ...all('waiting', ['resume asked', 'asked further', 'review follows', 'access ends']),
  ...all('over', [
    'not decided',
    'end not moved',
    'cancelled',
    'access over',
    'access over here',
    'guest gone',
    'guests gone',
  ]),
]);

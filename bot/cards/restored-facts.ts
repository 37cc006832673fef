import { clean } from '../words/clean.ts';
import { dayWords } from '../words/formats.ts';
import { type Language, type Say, say as speaker } from '../words/say.ts';
import type { EndingFact, EndingGuest } from './ending-review-view.ts';

const mostBack = 4;

/** The time left for a restore, whether the account is blocked, and the access that the restore brings back. */
export function restoredFacts(guest: EndingGuest, language: Language): EndingFact[] {
  const say = speaker(language);
  const { daysLeft } = guest;
  const left: EndingFact[] =
    daysLeft === undefined
      ? []
      : [{ label: 'time left', value: say('ending.days left', { count: daysLeft }) }];
  return [
    ...left,
    { label: 'account', value: accountWords(guest, say) },
    ...accessOf(guest, language),
  ];
}

function accountWords({ blocked, account }: EndingGuest, say: Say): string {
  if (blocked !== undefined) return say(`ending.restored.${blocked}`);
  if (account === undefined || account.fate === 'keep') return say('ending.restored.open');
  return say(`ending.restored.${account.fate}`);
}

/** The access that comes back, and until when. */
function accessOf({ back = [] }: EndingGuest, language: Language): EndingFact[] {
  const say = speaker(language);
  if (back.length === 0) return [];
  const shown = back.slice(0, mostBack).map(({ project, endsOn, over }) => {
    const day = endsOn === null ? 'none' : dayWords(endsOn, language);
    return say(over ? 'ending.back.over' : 'ending.back', { project: clean(project, 60), day });
  });
  const left = back.length - shown.length;
  const value = [...shown, ...(left > 0 ? [say('ending.more', { count: left })] : [])].join(' ');
  return [{ label: 'access', value }];
}

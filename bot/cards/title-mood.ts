/** The state of a request. A sign before the title shows it at a glance, and its colour repeats it. */
export type Mood = 'done' | 'problem' | 'rejected' | 'held' | 'waiting' | 'over' | 'under way';

const looks: Readonly<Record<Mood, { sign: string; tone: string }>> = {
  done: { sign: '\u2713', tone: 'Good' },
  problem: { sign: '\u26a0', tone: 'Attention' },
  rejected: { sign: '\u2717', tone: 'Attention' },
  held: { sign: '\u2016', tone: 'Warning' },
  waiting: { sign: '\u2026', tone: 'Default' },
  over: { sign: '\u2013', tone: 'Default' },
  'under way': { sign: '', tone: 'Default' },
};

/** A card's title with its sign, and the colour that the template gives it. */
export function titled(title: string, mood: Mood): { title: string; tone: string } {
  const { sign, tone } = looks[mood];
  return { title: sign === '' ? title : `${sign} ${title}`, tone };
}

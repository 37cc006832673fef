import template from '../../cards/doctor.json' with { type: 'json' };
import { clean } from '../words/clean.ts';
import { type Language, say as speaker } from '../words/say.ts';
import { type Card, renderCard } from './render-card.ts';

export type DoctorView = {
  /** The worst of each area first. Text from people may stand in the words. */
  lines: readonly {
    area: string;
    level: 'ok' | 'warning' | 'fault' | 'unchecked';
    words: string;
  }[];
};

/** A card with more is hard to read, and may grow past what Teams takes. */
const most = 30;
const signs = { fault: '\u2717', warning: '\u26a0', ok: '\u2713', unchecked: '\u2013' };
const worth = ['fault', 'warning', 'unchecked', 'ok'] as const;

/** The faults of the set-up and their remedies, faults first. */
export function doctorCard({ lines }: DoctorView, language: Language): Card {
  const say = speaker(language);
  const count = (level: keyof typeof signs) => lines.filter((line) => line.level === level).length;
  const counts = {
    faults: count('fault'),
    warnings: count('warning'),
    ok: count('ok'),
    unchecked: count('unchecked'),
  };
  const shown = worth.flatMap((level) => lines.filter((line) => line.level === level));
  const left = shown.length - most;
  const title = say('doctor.title', counts);
  const data = {
    title,
    counts: say('doctor.counts', counts),
    lines: shown.slice(0, most).map(({ area, level, words }) => ({
      sign: `${signs[level]} `,
      area: `${area}: `,
      words: clean(words, 400),
    })),
    more: left > 0 ? [{ text: say('doctor.more', { count: left }) }] : [],
  };
  return renderCard(template, data, title);
}

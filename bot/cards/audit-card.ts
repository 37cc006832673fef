import template from '../../cards/audit.json' with { type: 'json' };
import { dayWords } from '../words/formats.ts';
import { type Language, say as speaker } from '../words/say.ts';
import { type Card, renderCard } from './render-card.ts';

/** The formats that an audit's file can have. */
export const auditFormats = ['csv', 'jsonl'] as const;

/** The first and the last day (YYYY-MM-DD) of an audit. */
export type AuditView = { from: string; to: string };

/** The name by which `list.file` asks for an audit. */
export const auditList = ({ from, to }: AuditView, format: (typeof auditFormats)[number]): string =>
  `audit ${format} ${from} ${to}`;

/** Offers what people and the bot did on these days as files. */
export function auditCard(view: AuditView, language: Language): Card {
  const say = speaker(language);
  const days = { from: dayWords(view.from, language), to: dayWords(view.to, language) };
  const data = {
    title: say('audit.title'),
    about: say('audit.about', days),
    retention: say('audit.retention'),
    files: auditFormats.map((format) => ({
      title: say(`audit.file.${format}`),
      list: auditList(view, format),
    })),
  };
  return renderCard(template, data, say('audit.summary', days));
}

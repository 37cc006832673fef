import { noticeCard } from '../../bot/cards/notice-card.ts';
import { noticeCodes } from '../../bot/cards/notice-codes.ts';
import type { Language } from '../../bot/words/say.ts';
import { helloSamples } from './hello-samples.ts';
import { partnerSamples } from './partner-samples.ts';
import type { Sample } from './sample.ts';
import { faults, hostile, hostileReason } from './sample-facts.ts';
import { statusSamples } from './status-samples.ts';
import { tellingSamples } from './telling-samples.ts';

// Values for every name in any notice, so that one set fits all notices.
const noticed = {
  lately: 2,
  off: 0,
  refused: 1,
  days: 3,
  from: '2025-11-01',
  to: '2026-11-01',
  nearest: 'atlas',
  example: 'atlas',
  most: 19,
  project: 'atlsa',
  total: 12,
  count: 3,
  name: 'partners-results.csv',
  number: '1042',
  correlation: '7f3c0c7e',
  field: 'project',
  command: 'resend',
  what: 'retry',
  text: 'Jane Doe',
  more: 'no',
  kind: 'remove',
  day: '14 December 2026',
  own: 1,
  projects: 'Atlas',
};
const hostileNotice = Object.fromEntries(
  Object.keys(noticed).map((name) => [
    name,
    ['total', 'most', 'count', 'own'].includes(name) ? 3 : hostile,
  ]),
);

/** The short answers: help, welcome, status and every notice. */
export const answerSamples: readonly Sample[] = [
  ...partnerSamples,
  ...tellingSamples,
  ...helloSamples,
  ...statusSamples,
  {
    name: 'notice: list refused with its reason',
    draw: (language) =>
      noticeCard(
        {
          notice: 'list refused',
          list: { code: 'no address column', values: { nearest: 'e-mial' } },
        },
        language,
      ),
  },
  {
    name: 'notice: list too large',
    draw: (language) =>
      noticeCard(
        { notice: 'list refused', list: { code: 'too large', values: { limit: 10485760 } } },
        language,
      ),
  },
  {
    name: 'notice: list refused for two columns of addresses',
    draw: (language) =>
      noticeCard(
        {
          notice: 'list refused',
          list: {
            code: 'two address columns',
            values: { column: 'E-mail address', other: 'Buyer e-mail' },
          },
        },
        language,
      ),
  },
  {
    name: 'notice: no rows, with reasons',
    draw: (language) =>
      noticeCard({ notice: 'no rows', reasons: faults, isPersonal: true }, language),
  },
  {
    name: 'notice: hostile',
    draw: (language) =>
      noticeCard(
        {
          notice: 'project unknown',
          isPersonal: true,
          values: hostileNotice,
          reasons: [hostileReason],
          notes: [{ code: 'column ignored', values: { column: hostile } }],
          list: { code: 'duplicate column', values: { column: hostile, other: hostile, line: 3 } },
          items: [hostile, 'Atlas'],
        },
        language,
      ),
  },
  ...noticeCodes.map((notice) => ({
    name: `notice: ${notice}`,
    draw: (language: Language) =>
      noticeCard({ notice, values: noticed, isPersonal: true }, language),
  })),
];

import { alertCard } from '../../bot/cards/alert-card.ts';
import { alertDigestCard } from '../../bot/cards/alert-digest-card.ts';
import { approvalCard } from '../../bot/cards/approval-card.ts';
import { approvalDecidedCard } from '../../bot/cards/approval-decided-card.ts';
import { approvalSharedCard } from '../../bot/cards/approval-shared-card.ts';
import { type ChooseView, chooseCard } from '../../bot/cards/choose-card.ts';
import { linksCard } from '../../bot/cards/links-card.ts';
import { notesCard } from '../../bot/cards/notes-card.ts';
import { partnersCard } from '../../bot/cards/partners-card.ts';
import type { Card } from '../../bot/cards/render-card.ts';
import { resultCard } from '../../bot/cards/result-card.ts';
import { reviewCard } from '../../bot/cards/review-card.ts';
import { runningCard } from '../../bot/cards/running-card.ts';
import { type UnbegunView, unbegunCard } from '../../bot/cards/unbegun-card.ts';
import type { Language } from '../../bot/words/say.ts';
import { alerts, digests } from './alert-samples.ts';
import { answerSamples } from './answer-samples.ts';
import { heldApprovals } from './approval-holder-samples.ts';
import { decisions, sharedApprovals } from './approval-outcome-samples.ts';
import { approvals } from './approval-samples.ts';
import { approvalsSamples } from './approvals-samples.ts';
import { doctorSamples } from './doctor-samples.ts';
import { endNoticeSamples } from './end-notice-samples.ts';
import { endingSamples } from './ending-samples.ts';
import { formSamples } from './form-samples.ts';
import { giveUpSamples } from './give-up-samples.ts';
import { guestsSamples } from './guests-samples.ts';
import { notePages } from './notes-samples.ts';
import { pages } from './partners-samples.ts';
import { projectSamples } from './project-samples.ts';
import { reviews } from './review-samples.ts';
import { results, runnings } from './running-samples.ts';
import type { Sample } from './sample.ts';
import { hostile } from './sample-facts.ts';
import { topicSamples } from './topic-samples.ts';
import { undoSamples } from './undo-samples.ts';

const unbegun: Record<string, UnbegunView> = {
  discarded: { number: 1042, kind: 'invite', source: { kind: 'list' }, how: 'discarded' },
  replaced: {
    number: 1042,
    kind: 'end',
    source: { kind: 'approval' },
    how: 'discarded',
    replacedBy: 1043,
  },
  lapsed: { number: 1042, kind: 'end', source: { kind: 'line' }, how: 'lapsed' },
  'cancelled, hostile': {
    number: 1042,
    kind: 'invite',
    source: { kind: 'file', name: hostile },
    how: 'cancelled',
  },
};

const link =
  'https://login.microsoftonline.example/redeem?rd=https%3a%2f%2finvitations.microsoft.example%2fredeem%2f%3ftenant%3d1';
const jane = { name: 'Jane Doe', address: 'jane@fabrikam.example', link };
const links = {
  one: [jane],
  five: Array.from({ length: 5 }, () => jane),
  hostile: [{ ...jane, name: hostile, address: hostile }],
};

const named = { id: 1042, version: 2, source: { kind: 'file', name: 'partners.csv' } } as const;
const choices: Record<string, ChooseView> = {
  cancel: {
    what: 'cancel',
    requests: [
      named,
      { ...named, id: 1041, source: { kind: 'line' } },
      { ...named, id: 1040, stops: { kind: 'invite', untouched: false } },
      { ...named, id: 1039, stops: { kind: 'end', untouched: true } },
    ],
    partners: [],
    count: 4,
  },
  retry: {
    what: 'retry',
    requests: Array.from({ length: 9 }, () => named),
    partners: [],
    count: 9,
  },
  hold: { what: 'hold', requests: [named], partners: [], count: 1 },
  resume: { what: 'resume', requests: [named], partners: [], count: 1 },
  'resume, by operators': { what: 'resume', requests: [named], partners: [], count: 1, asks: true },
  resend: { what: 'resend', requests: [], partners: [{ guestId: 7, ...jane }], count: 1 },
  hostile: {
    what: 'resend',
    requests: [],
    partners: Array.from({ length: 9 }, () => ({ guestId: 7, name: hostile, address: hostile })),
    count: 9,
  },
};

/** Every card with every sample, for the tests and for the pictures. Names are `card: sample`. */
export const samples: readonly Sample[] = [
  ...drawn('review', reviews, reviewCard),
  ...drawn('partners', pages, partnersCard),
  ...drawn('notes', notePages, notesCard),
  ...drawn('running', runnings, runningCard),
  ...drawn('result', results, resultCard),
  ...drawn('links', links, linksCard),
  ...drawn('choose', choices, chooseCard),
  ...drawn('unbegun', unbegun, unbegunCard),
  ...drawn('approval', { ...approvals, ...heldApprovals }, approvalCard),
  ...drawn('approval-shared', sharedApprovals, approvalSharedCard),
  ...drawn('approval-decided', decisions, approvalDecidedCard),
  ...drawn('alert', alerts, alertCard),
  ...drawn('alert-digest', digests, alertDigestCard),
  ...approvalsSamples,
  ...endingSamples,
  ...undoSamples,
  ...endNoticeSamples,
  ...giveUpSamples,
  ...projectSamples,
  ...guestsSamples,
  ...formSamples,
  ...answerSamples,
  ...topicSamples,
  ...doctorSamples,
];

function drawn<View>(
  card: string,
  views: Readonly<Record<string, View>>,
  draw: (view: View, language: Language) => Card,
): Sample[] {
  return Object.entries(views).map(([name, view]) => ({
    name: `${card}: ${name}`,
    draw: (language) => draw(view, language),
  }));
}

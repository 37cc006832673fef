import template from '../../cards/notice.json' with { type: 'json' };
import type { ListRefusedCode } from '../../src/guests/list/list-refused.ts';
import type { ListNote } from '../../src/guests/list/partner-row.ts';
import type { Reason } from '../../src/guests/reason.ts';
import { clean } from '../words/clean.ts';
import { type CommandName, commandWord } from '../words/command-words.ts';
import { listWords, noteWords, reasonWords, selectable } from '../words/reason-words.ts';
import { type Language, say as speaker, type Values } from '../words/say.ts';
import { more } from './access-facts.ts';
import { drawnOnce } from './drawn-once.ts';
import { type OwnList, openOwn } from './list-names.ts';
import type { NoticeCode } from './notice-codes.ts';
import { noticeMoods } from './notice-moods.ts';
import { type Card, renderCard } from './render-card.ts';
import { titled } from './title-mood.ts';

export type NoticeView = {
  notice: NoticeCode;
  /** Request numbers among them are text, so that they take no thousands separator. */
  values?: Values;
  reasons?: readonly Reason[];
  /** How many more there are than are listed. */
  unlisted?: number;
  notes?: readonly ListNote[];
  /** Why a list was refused as a whole: the code of ListRefused. */
  list?: { code: ListRefusedCode; values?: Values | undefined };
  /** Names to choose from, such as projects. */
  items?: readonly string[];
  /** True where nobody else reads along. Buttons that write a word, or open a list or a form, stand only there. */
  isPersonal?: true;
  /** Offers to resume a request, or without one everything that was stopped. The click decides who may. */
  resume?: { requestId?: number } | undefined;
};

const mostLines = 11; // ten things and their sum

/** A short answer: what is so, why, and what to do. */
export function noticeCard(view: NoticeView, language: Language): Card {
  const isPlain = Object.keys(view).every((part) => part === 'notice' || part === 'isPersonal');
  return (isPlain ? plainNotice : drawNotice)(view, language);
}

const plainNotice = drawnOnce(drawNotice);

function drawNotice(view: NoticeView, language: Language): Card {
  const say = speaker(language);
  const title = say(`notice.${view.notice}.title`);
  const why = [
    ...(view.list ? listWords(view.list, say) : []),
    ...(view.reasons ?? []).map((reason) => reasonWords(reason, say)),
    ...(view.notes ?? []).map((note) => noteWords(note, say)),
  ];
  const items = view.items ?? [];
  const text = say(`notice.${view.notice}.text`, selectable(view.values));
  const data = {
    ...titled(title, noticeMoods[view.notice] ?? 'under way'),
    why: why.slice(0, mostLines).map((text) => ({ text })),
    moreWhy: more(why.length + (view.unlisted ?? 0), Math.min(why.length, mostLines), say),
    text,
    hasText: text !== '',
    ...openOwn(view.isPersonal ? lists[view.notice] : undefined, say),
    items: items.slice(0, mostLines).map((name) => ({ name: clean(name) })),
    moreItems: more(items.length, mostLines, say),
    wordButtons: view.isPersonal ? wordButtons(view.notice, language) : [],
    mayFillForm: view.isPersonal === true && formOffers.has(view.notice),
    openForm: say('form.open'),
    mayResume: view.resume !== undefined,
    resume: say('running.resume'),
    requestId: view.resume?.requestId ?? 0,
  };
  return renderCard(template, data, title);
}

/** Buttons that write a word that may help from here. */
const wordButtons = (notice: NoticeCode, language: Language) =>
  (nextWords[notice] ?? []).map((name) => {
    const word = commandWord(name, language);
    return { title: `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`, word };
  });

/** The words that bring the reader on from here, as far as a word alone does. Some notices do not name them. */
const nextWords: Partial<Record<NoticeCode, readonly CommandName[]>> = {
  'unknown command': ['help'],
  'did you mean': ['help'],
  'may not ask': ['help'],
  'owners only': ['help'],
  'operators only': ['help'],
  'no projects': ['help'],
  'day told': ['settings'],
  'mute where': ['settings'],
  'list refused': ['template'],
  'no rows': ['template'],
  'no links': ['resend'],
  'revoke whom': ['guests'],
  'remove whom': ['guests'],
};

/** Answers to somebody who wants to invite. */
const formOffers: ReadonlySet<NoticeCode> = new Set(['nobody named', 'invite whom']);

/** News and answers that a list tells more of. */
const lists: Partial<Record<NoticeCode, OwnList>> = {
  accepted: 'pending',
  'several accepted': 'pending',
  'day told': 'pending',
  'resend begun': 'pending',
  'nobody fits': 'pending',
  'guest not found': 'pending',
  'nothing to resend': 'pending',
  'owner approved': 'requests',
  'owner approved some': 'requests',
  'owner rejected': 'requests',
  'owners decided': 'requests',
  news: 'requests',
  'not found': 'requests',
  'nothing to retry': 'requests',
  'nothing to cancel': 'requests',
  'nothing to choose': 'requests',
  'nothing to resume': 'requests',
  'project unknown': 'projects',
};

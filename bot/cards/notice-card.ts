import template from '../../cards/notice.json' with { type: 'json' };
import type { ListRefusedCode } from '../../src/guests/list/list-refused.ts';
import type { ListNote } from '../../src/guests/list/partner-row.ts';
import type { Reason } from '../../src/guests/reason.ts';
import { clean } from '../words/clean.ts';
import { listWords, noteWords, reasonWords, selectable } from '../words/reason-words.ts';
import { type Language, say as speaker, type Values } from '../words/say.ts';
import { more } from './access-facts.ts';
import { drawnOnce } from './drawn-once.ts';
import { noticeMoods } from './notice-moods.ts';
import { type Card, renderCard } from './render-card.ts';
import { titled } from './title-mood.ts';

/** The short answers. Each has a title, which never holds a value, and a text, which may. */
export const noticeCodes = [
  'unknown command',
  'did you mean', // nearest
  'reading',
  'read',
  'checking',
  'checked',
  'may not ask',
  'may not ask with files', // most
  'refused',
  'not found',
  'guest not found', // command
  'no projects',
  'nothing to choose', // what
  'number missing', // count
  'access ends',
  'access over',
  'access over here',
  'owners asked',
  'approval over',
  'project unknown', // project, nearest ('' if none)
  'nobody named',
  'invite whom',
  'nothing to end',
  'too late to undo',
  'operators only',
  'owners only',
  'date unfit',
  'revoke is now',
  'revoke whom',
  'extend whom',
  'remove whom',
  'restore whom',
  'remove or revoke', // project
  'revoke where',
  'extend where',
  'revoke one project',
  'extend one project',
  'extend one date',
  'review follows', // number
  'until when',
  'list refused', // give `list` too
  'no rows',
  'file in channel',
  'personal only',
  'several files',
  'link instead of file',
  'picture of a list',
  'link lapsed',
  'edit not read', // number
  'file cut short', // name
  'file not fetched',
  'file too slow',
  'host refused',
  'file redirected',
  'changed',
  'not yours',
  'ended',
  'confirmed already',
  'rows wrong',
  'choose project',
  'choice not offered', // field
  'own request',
  'not owner',
  'decided already',
  'reason missing',
  'request reason missing',
  'rows malformed', // total
  'no links',
  'links later',
  'file follows',
  'file declined',
  'file saved', // name
  'file lost',
  'retry begun', // number
  'nothing to retry', // number
  'resend begun', // count
  'resend under way',
  'resend accepted already',
  'resend once a day',
  'nothing to resend',
  'resumed',
  'held',
  'released', // number
  'resume asked',
  'cancelled', // number
  'nothing to cancel', // number
  'owner approved',
  'owner approved some',
  'owner rejected',
  'owners decided',
  'not decided',
  'end not moved',
  'vote lost',
  'right lost',
  'asked further',
  'nobody decides',
  'owners away',
  'projects faulty',
  'project unfit',
  'project left',
  'channel left',
  'channel lost',
  'accepted',
  'several accepted',
  'day told',
  'access lost',
  'delta silent',
  'guest gone',
  'guests gone',
  'linked', // project
  'linked already', // project
  'link where',
  'link what', // example
  'may not link',
  'muted', // project
  'muted already', // project
  'unmuted', // project, count
  'not muted', // project
  'mute where',
  'may not mute',
  'sent to you',
  'write me first',
  'news',
  'all stopped',
  'stop over',
  'nothing to resume', // number
  'resend a minute ago',
  'going on asked',
  'graph away',
  'rights unknown',
  'entra said',
  'entra said nothing',
  'graph refuses',
  'too much',
  'fault', // correlation
] as const;
export type NoticeCode = (typeof noticeCodes)[number];

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
  /** Offers to resume after everything was stopped. The click decides who may. */
  resume?: { requestId: number } | undefined;
};

const mostLines = 11; // ten things and their sum

/** A short answer: what is so, why, and what to do. */
export function noticeCard(view: NoticeView, language: Language): Card {
  return (Object.keys(view).length === 1 ? plainNotice : drawNotice)(view, language);
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
  const data = {
    ...titled(title, noticeMoods[view.notice] ?? 'under way'),
    why: why.slice(0, mostLines).map((text) => ({ text })),
    moreWhy: more(why.length + (view.unlisted ?? 0), Math.min(why.length, mostLines), say),
    text: say(`notice.${view.notice}.text`, selectable(view.values)),
    items: items.slice(0, mostLines).map((name) => ({ name: clean(name) })),
    moreItems: more(items.length, mostLines, say),
    mayResume: view.resume !== undefined,
    resume: say('running.resume'),
    requestId: view.resume?.requestId ?? 0,
  };
  return renderCard(template, data, title);
}

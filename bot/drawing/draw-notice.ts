import * as v from 'valibot';
import { listRefusedCodes } from '../../src/guests/list/list-refused.ts';
import { type Reason, type ReasonCode, reasonCodes } from '../../src/guests/reason.ts';
import { stopCodes } from '../../src/guests/stop-codes.ts';
import { noticeCard } from '../cards/notice-card.ts';
import { type NoticeCode, noticeCodes } from '../cards/notice-codes.ts';
import type { Card } from '../cards/render-card.ts';
import type { Language } from '../words/say.ts';

const values = v.record(v.string(), v.union([v.string(), v.number()]));
const reason = v.object({ code: v.picklist(reasonCodes), values: v.optional(values) });
/** A notice stored by `src/` holds one reason or several. One stored by the conversation names its own code. */
const shape = v.union([
  v.object({
    notice: v.picklist(noticeCodes),
    values: v.optional(values),
    list: v.optional(v.object({ code: v.picklist(listRefusedCodes), values: v.optional(values) })),
  }),
  v.object({
    reason,
    because: v.optional(v.array(reason)),
    requestId: v.optional(v.number()),
    /** True once the cause that stopped everything is gone. */
    over: v.optional(v.boolean(), false),
  }),
  v.object({
    listed: v.array(reason),
    unlisted: v.number(),
    /** How many accepted, where this is the message of a day. */
    daily: v.optional(v.number()),
  }),
]);
type Several = Extract<v.InferOutput<typeof shape>, { listed: unknown }>;

/** The title for each kind of news. The reason stands below it. */
const titles: Partial<Record<ReasonCode, NoticeCode>> = {
  ...Object.fromEntries(stopCodes.map((code) => [code, 'all stopped' as const])),
  'owner approved': 'owner approved',
  'owner approved some': 'owner approved some',
  'owner rejected': 'owner rejected',
  'owners decided': 'owners decided',
  'nobody decided': 'not decided',
  'step not decided': 'not decided',
  'nobody decided to extend': 'end not moved',
  'extension over': 'end not moved',
  'vote lost': 'vote lost',
  'approval escalated': 'asked further',
  'stands in': 'stands in',
  'nobody may decide': 'nobody decides',
  'too few owners': 'nobody decides',
  'owners not reached': 'owners away',
  'projects file': 'projects faulty',
  'project faults': 'project unfit',
  'project left': 'project left',
  'channel moved': 'channel left',
  'channel lost': 'channel lost',
  'partner accepted': 'accepted',
  'partners accepted': 'accepted',
  'careful start': 'held',
  'requester lost right': 'right lost',
  'resume asked': 'going on asked',
  'guest gone': 'guest gone',
  'person left': 'person left',
  'access missing': 'access lost',
  'delta silent': 'delta silent',
  'credential ends': 'credential ends',
  'credential over': 'credential over',
  'access ends soon': 'access ends',
  'access ended': 'access over',
  'access revoked': 'access over',
  'approval undone': 'access over',
  'access kept': 'access stays',
  'access gone before': 'access over',
  'access not ended': 'access left',
  'removals refused': 'access left',
  'removals not known': 'access left',
  'access taken late': 'access over',
  'accounts removed': 'accounts removed',
  'accounts removed as planned': 'accounts removed',
  'accounts left open': 'access over',
  'sessions left open': 'access over',
  'access ended in channel': 'access over here',
  'accounts removed in channel': 'accounts removed here',
  'asked in channel': 'owners asked',
  'decided in channel': 'approval over',
  'not decided in channel': 'not decided',
};

/** The titles where a message holds several news of one kind. */
const severalTitles: Partial<Record<NoticeCode, NoticeCode>> = {
  'owner approved': 'owners decided',
  'owner approved some': 'owners decided',
  'owner rejected': 'owners decided',
  accepted: 'several accepted',
  'guest gone': 'guests gone',
};

/** The reasons, beside a stop of everything, for which a notice offers to resume. */
const offeringToGoOn: readonly ReasonCode[] = [
  'resume asked',
  'careful start',
  'requester lost right',
];

/** Draws a stored notice. */
export function drawNotice(stored: unknown, language: Language): Card {
  const read = v.safeParse(shape, stored);
  if (!read.success) return noticeCard({ notice: 'fault' }, language);
  if ('notice' in read.output) {
    const { notice, values: given = {}, list } = read.output;
    return noticeCard(list ? { notice, values: given, list } : { notice, values: given }, language);
  }
  if ('listed' in read.output) return drawSeveral(read.output, language);
  const { requestId, because = [], over } = read.output;
  if (over) return noticeCard({ notice: 'stop over' }, language);
  const { code, values: given } = read.output.reason;
  if (code === 'reading cut short') {
    return noticeCard({ notice: 'file cut short', values: { name: '', ...given } }, language);
  }
  const stops = stopCodes.includes(code) || offeringToGoOn.includes(code);
  const resume = stops && requestId !== undefined ? { requestId } : undefined;
  return noticeCard(
    {
      notice: titles[code] ?? 'news',
      reasons: [read.output.reason, ...because].map(withoutBlanks),
      resume,
    },
    language,
  );
}

function drawSeveral({ listed, unlisted, daily }: Several, language: Language): Card {
  const codes = new Set(listed.map(({ code }) => titles[code] ?? 'news'));
  const [title = 'news', ...others] = codes;
  const common = others.length === 0 ? (severalTitles[title] ?? title) : 'news';
  const reasons = listed.map(withoutBlanks);
  const notice = daily === undefined ? common : 'day told';
  return noticeCard({ notice, reasons, unlisted }, language);
}

const withoutBlanks = ({ code, values: given }: v.InferOutput<typeof reason>): Reason =>
  given ? { code, values: given } : { code };

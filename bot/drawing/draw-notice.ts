import * as v from 'valibot';
import { listRefusedCodes } from '../../src/guests/list/list-refused.ts';
import { type Reason, type ReasonCode, reasonCodes } from '../../src/guests/reason.ts';
import { stopCodes } from '../../src/guests/stop-codes.ts';
import { newsTitles, severalNewsTitles } from '../cards/news-titles.ts';
import { type NoticeView, noticeCard } from '../cards/notice-card.ts';
import { noticeCodes } from '../cards/notice-codes.ts';
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

/** The reasons, beside a stop of everything, for which a notice offers to resume. */
const offeringToGoOn: readonly ReasonCode[] = [
  'resume asked',
  'careful start',
  'held by',
  'requester lost right',
];

/** Draws a stored notice. */
export const drawNotice = (
  stored: unknown,
  language: Language,
  place: Pick<NoticeView, 'isPersonal'> = {},
): Card => noticeCard({ ...readNotice(stored), ...place }, language);

function readNotice(stored: unknown): NoticeView {
  const read = v.safeParse(shape, stored);
  if (!read.success) return { notice: 'fault' };
  if ('notice' in read.output) {
    const { notice, values: given = {}, list } = read.output;
    return list ? { notice, values: given, list } : { notice, values: given };
  }
  if ('listed' in read.output) return severalIn(read.output);
  const { requestId, because = [], over } = read.output;
  if (over) return { notice: 'stop over' };
  const { code, values: given } = read.output.reason;
  if (code === 'reading cut short') {
    return { notice: 'file cut short', values: { name: '', ...given } };
  }
  const stops = stopCodes.includes(code) || offeringToGoOn.includes(code);
  const resume = stops && requestId !== undefined ? { requestId } : undefined;
  return {
    notice: newsTitles[code] ?? 'news',
    reasons: [read.output.reason, ...because].map(withoutBlanks),
    resume,
  };
}

function severalIn({ listed, unlisted, daily }: Several): NoticeView {
  const codes = new Set(listed.map(({ code }) => newsTitles[code] ?? 'news'));
  const [title = 'news', ...others] = codes;
  const common = others.length === 0 ? (severalNewsTitles[title] ?? title) : 'news';
  const reasons = listed.map(withoutBlanks);
  const notice = daily === undefined ? common : 'day told';
  return { notice, reasons, unlisted };
}

const withoutBlanks = ({ code, values: given }: v.InferOutput<typeof reason>): Reason =>
  given ? { code, values: given } : { code };

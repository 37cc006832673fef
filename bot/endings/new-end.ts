import { readEndDate } from '../../src/guests/ending/end-date.ts';
import type { TypedEnding } from '../../src/guests/typed/typed-ending.ts';
import type { NewEnd } from '../../src/work/drafting/ending-wish.ts';
import type { NoticeView } from '../cards/notice-card.ts';

/** The new end that a line wants, or what is wrong with it. `today`: where the person is. */
export function readNewEnd(
  { until, longer, endless, others }: TypedEnding,
  today: string,
): NewEnd | NoticeView {
  const said = [until, ...others.untils, longer?.said, endless].filter(
    (each) => each !== undefined,
  );
  if (said.length > 1) return { notice: 'extend one date', items: said };
  if (endless !== undefined) return { endless: true };
  if (longer !== undefined) return { longer: longer.by };
  if (until === undefined) return { notice: 'until when' };
  const read = readEndDate(until, today);
  return read.ok ? { until: read.day } : { notice: 'date unfit', reasons: [read.reason] };
}

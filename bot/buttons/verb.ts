import * as v from 'valibot';
import { type Guarded, type GuardedParts, guarded, passed, refused } from '../rights/guarded.ts';
import { insiders } from '../rights/person-rights.ts';
import type { ClickAnswer } from './click.ts';
import { answerNotice } from './click.ts';

/** One thing that a button asks. The bot reads what its card sent, then gives it to the right and to the handler. */
export type Verb = {
  /** True for a request to see something: an old client then gets the card as a message. */
  isView: boolean;
  click: Guarded<unknown, ClickAnswer>;
};

type Sent<Fields extends v.ObjectEntries> = v.InferOutput<v.ObjectSchema<Fields, undefined>>;

type Line<Fields extends v.ObjectEntries, Given> = Omit<
  GuardedParts<Sent<Fields>, Given, ClickAnswer>,
  'refuse'
> & {
  sends: Fields;
  isView?: true;
  /** Set where the answer names partners, so that nobody else may see it. */
  where?: 'personal';
};

/** A line of the table of verbs. Without `may` it does not compile. */
export function verb<Fields extends v.ObjectEntries, Given>(line: Line<Fields, Given>): Verb {
  const shape = v.object(line.sends);
  const click = guarded<unknown, { sent: Sent<Fields>; given: Given }, ClickAnswer>({
    may: insiders(async (deps, turn, data) => {
      const read = v.safeParse(shape, data ?? {});
      if (!read.success) return refused({ notice: 'unknown command' });
      if (line.where === 'personal' && turn.scope !== 'personal') {
        return refused({ notice: 'personal only' });
      }
      const sent = read.output;
      return await passed(line.may(deps, turn, sent), (given) => ({ sent, given }));
    }),
    run: (deps, turn, _data, { sent, given }) => line.run(deps, turn, sent, given),
    refuse: (_turn, { notice, values }) => answerNotice(notice, values),
  });
  return { isView: line.isView === true, click };
}

/** A button that no card of ours has. */
export const unknownVerb = verb({
  sends: {},
  may: async () => refused({ notice: 'unknown command' }),
  run: async () => answerNotice('unknown command'),
});

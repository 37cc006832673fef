import { sql } from 'kysely';
import { accountKinds } from '../../guests/step.ts';
import type { Db } from '../database.ts';
import { isTake } from '../fragments.ts';
import { all } from '../statement.ts';
import { answerWord } from '../step-answer-words.ts';

/** The outcomes of the steps of one project in a request: for how many invitations, and when the last one came. */
export type SettledSteps = {
  projectKey: string;
  what: 'invited' | 'access given' | 'access taken' | 'not worked';
  count: number;
  at: Date;
};

const outcome = (word: SettledSteps['what']) => sql.lit(word);

/** Sums a request's settled steps up by project and outcome, the earliest first. */
export async function settledSteps(db: Db, requestId: number): Promise<SettledSteps[]> {
  return await all(db)`
    with settled as (
      select i.project_key, s.invitation_id, s.settled_at,
        case when s.state <> 'done' then ${outcome('not worked')} when s.kind = 'invite' then ${outcome('invited')}
          when ${isTake('s')} then ${outcome('access taken')} else ${outcome('access given')} end as what
      from step s join invitation i on i.id = s.invitation_id
      where i.request_id = ${requestId} and s.state in ('done', 'refused', 'unknown') and s.settled_at is not null
        and s.kind not in (${sql.join(['sponsor', ...accountKinds].map((kind) => sql.lit(kind)))})
        -- A guest who existed already is no news.
        and not (s.kind = 'invite' and s.state = 'done' and s.answer = ${answerWord('already so')})
        and not (${isTake('s')} and s.state = 'done' and s.answer <> ${answerWord('taken')})
    )
    select project_key, what, count(distinct invitation_id) as count, max(settled_at) as at
    from settled group by project_key, what order by at`;
}

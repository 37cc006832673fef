import { pendingPartners } from '../../src/store/guests/pending-partners.ts';
import { readBreaker } from '../../src/store/steps/breaker.ts';
import {
  type CandidateRequest,
  type ChoiceOfRequest,
  candidateRequests,
} from '../../src/store/steps/candidate-requests.ts';
import { type ChooseView, chooseCard } from '../cards/choose-card.ts';
import { sourceOf } from '../drawing/request-counts.ts';
import { granted, type May, passed, type Verdict } from '../rights/guarded.ts';
import { seesPartners } from '../rights/partner-rights.ts';
import { seesChoices } from '../rights/person-rights.ts';
import type { BotDeps } from '../turns/bot-deps.ts';
import { sayNotice } from '../turns/say-notice.ts';
import type { Turn } from '../turns/turn.ts';

type WordAlone = ChoiceOfRequest | 'resend';

type Handler<Given> = {
  may: May<string, Given>;
  run: (deps: BotDeps, turn: Turn, rest: string, given: Given) => Promise<void>;
};
/** `everything`: all work has stopped, and this person may let it go on. */
type Choices = { choices: ChooseView; everything: boolean };
type Asked<Given> = Choices | { given: Given };

/** True where a word stands alone, or before words that name no request: `cancel the last one`. */
const namesNothing = (what: WordAlone, rest: string) =>
  what === 'resend' ? rest.trim() === '' : !/\p{N}/u.test(rest);

/** A word alone, without a number or an address, offers as buttons what it could be meant for. */
export const offerChoices = <Given>(
  what: WordAlone,
  named: Handler<Given>,
): Handler<Asked<Given>> => ({
  may: async (deps, turn, rest): Promise<Verdict<Asked<Given>>> =>
    namesNothing(what, rest)
      ? await choicesFor(what, deps, turn)
      : await passed(named.may(deps, turn, rest), (given) => ({ given })),
  async run(deps, turn, rest, asked) {
    if ('given' in asked) return await named.run(deps, turn, rest, asked.given);
    const { choices, everything } = asked;
    if (choices.requests.length + choices.partners.length > 0)
      return await turn.say(chooseCard(choices, turn.language));
    if (everything) return await sayNotice(turn, { notice: 'all stopped', resume: {} });
    await sayNotice(turn, { notice: 'nothing to choose', values: { what } });
  },
});

async function choicesFor(what: WordAlone, deps: BotDeps, turn: Turn): Promise<Verdict<Choices>> {
  if (what === 'resend') {
    const seen = await seesPartners('resend')(deps, turn, undefined);
    if (seen.kind === 'refused') return seen;
    const found = await pendingPartners(deps.db, seen.given.sight, {
      projectKey: undefined,
      limit: 7,
    });
    const choices = { what, requests: [], partners: found, count: found[0]?.inAll ?? 0 };
    return granted({ choices, everything: false });
  }
  const seen = await seesChoices(deps, turn, undefined);
  if (seen.kind === 'refused') return seen;
  const found = await candidateRequests(deps.db, what, seen.given);
  const stopped = what === 'resume' && (await readBreaker(deps.db)).openSince !== null;
  const operates = seen.given.all;
  const asks = stopped && !operates;
  const choices = { what, requests: found.map(lineOf), partners: [], count: found.length, asks };
  return granted({ choices, everything: stopped && operates });
}

const lineOf = (request: CandidateRequest): ChooseView['requests'][number] => ({
  id: request.id,
  version: request.version,
  source: sourceOf(request),
  stops: request.state === 'confirmed' ? request : undefined,
});

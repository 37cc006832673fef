import { dayOf } from '../../src/guests/ending/calendar.ts';
import { typedLayout } from '../../src/guests/list/entry-row.ts';
import { startChecking } from '../../src/guests/rows/check-rows.ts';
import { findAddresses } from '../../src/guests/text/find-addresses.ts';
import { type TypedLine, typedLine } from '../../src/guests/typed/typed-line.ts';
import { answerNotice, type ClickAnswer, type ClickHandler } from '../buttons/click.ts';
import { wordsOf } from '../buttons/click-data.ts';
import { type FormFaults, type InviteForm, inviteFormCard } from '../cards/invite-form-card.ts';
import { asProject } from '../cards/mail-languages.ts';
import { noticeCard } from '../cards/notice-card.ts';
import type { FormProjects } from '../rights/invite-rights.ts';
import type { BotDeps } from '../turns/bot-deps.ts';
import { reviewNow, storeList } from '../turns/draft-request.ts';
import type { Turn } from '../turns/turn.ts';

type Filled = InviteForm & { form?: string | undefined };

/** Shows the form for one invitation. The activity that asked for it names the form. */
export const openInviteForm: ClickHandler<InviteForm, FormProjects> = async (
  _deps,
  turn,
  { project },
  { projects },
) => {
  const known = projects.find(({ key }) => key === project);
  const view = { form: turn.message.id, projects, said: { project: known?.key }, faults: [] };
  return { kind: 'card', card: inviteFormCard(view, turn.language) };
};

/**
 * Takes a form, once: the review card follows, as after a typed line. Where something is wrong that needs no look into
 * the tenant, the form comes back with what it is.
 */
export const takeInviteForm: ClickHandler<Filled, FormProjects> = async (
  deps,
  turn,
  { form = turn.message.id, ...said },
  { projects },
) => {
  const typed = readForm(said);
  const faults = await faultsIn(deps, turn, { typed, said, projects });
  if (faults.length > 0) {
    const card = inviteFormCard({ form, projects, said, faults }, turn.language);
    return { kind: 'card', card, sayToo: true };
  }
  const { tenantId, personId } = turn.who;
  const placeId = await deps.announcer.reachPerson(tenantId, personId, turn.channel?.teamId);
  if (placeId === undefined) return answerNotice('write me first');
  const requestId = await storeList(deps, turn, {
    source: 'line',
    partners: typed.partners,
    notes: typed.notes,
    layout: typedLayout,
    choice: { reason: wordsOf(said.reason) },
    said: { tenantId, conversationId: 'form', messageId: form },
  });
  // A dialog waits five seconds for its answer. A review may take longer.
  deps.background(reviewNow(deps, turn, requestId));
  return taken(turn);
};

const taken = (turn: Turn): ClickAnswer => ({
  kind: 'card',
  card: noticeCard({ notice: 'form taken' }, turn.language),
  sayToo: true,
  taken: true,
});

/** The same row that a typed line with these words has. */
function readForm({ address = '', name = '', project, language, until }: InviteForm): TypedLine {
  const [found, ...others] = findAddresses(address).addresses;
  const trimmed = (text = '') => (text.trim() === '' ? undefined : text.trim());
  const said = {
    project: trimmed(project),
    language: language === asProject ? undefined : trimmed(language),
    until: trimmed(until),
  };
  const person = {
    address: others.length === 0 ? (found ?? address.trim()) : address.trim(),
    line: 1,
    said: Object.fromEntries(Object.entries(said).filter(([, words]) => words !== undefined)),
    ...(name.trim() === '' ? {} : { name: name.trim() }),
  };
  return typedLine({ people: [person], leftOver: [], doubts: [], talk: 0, said: {} });
}

type Read = FormProjects & { typed: TypedLine; said: InviteForm };

/** The faults of the row, by the same checks as in a review. */
async function faultsIn(
  deps: BotDeps,
  turn: Turn,
  { typed, said, projects }: Read,
): Promise<FormFaults> {
  if (findAddresses(said.address ?? '').addresses.length > 1) return 'several';
  const { domains } = await deps.review.readTenant();
  const check = startChecking({
    projects,
    ownDomains: domains,
    chosen: {},
    today: dayOf(deps.clock.now(), turn.timeZone),
  });
  const rows = check(typed.partners.map((partner, at) => ({ row: at + 1, partner })));
  return rows.flatMap(({ problems }) => problems);
}

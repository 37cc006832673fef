import { createHash } from 'node:crypto';
import { dayOf } from '../../src/guests/ending/calendar.ts';
import { atOnce } from '../../src/guests/in-turns.ts';
import { typedLayout } from '../../src/guests/list/entry-row.ts';
import { startChecking } from '../../src/guests/rows/check-rows.ts';
import { findAddresses } from '../../src/guests/text/find-addresses.ts';
import { leftOverNote } from '../../src/guests/typed/left-over-note.ts';
import { readMessage, type TypedLine, typedLine } from '../../src/guests/typed/typed-line.ts';
import { answerNotice, type ClickAnswer, type ClickHandler } from '../buttons/click.ts';
import { wordsOf } from '../buttons/click-data.ts';
import { type FormFaults, type InviteForm, inviteFormCard } from '../cards/invite-form-card.ts';
import { asProject } from '../cards/mail-languages.ts';
import { noticeCard } from '../cards/notice-card.ts';
import type { FormProjects } from '../rights/invite-rights.ts';
import type { BotDeps } from '../turns/bot-deps.ts';
import { reviewNow, storeList } from '../turns/draft-request.ts';
import type { Turn } from '../turns/turn.ts';
import { inOwnChat } from './in-own-chat.ts';

/** Characters. No address with a name beside it has more, and to read more would cost others time. */
const longestAddress = 2_000;
const noAddress: FormFaults = [{ code: 'address malformed' }];

type Filled = InviteForm & { form?: string | undefined };

/** Shows the form for one invitation. The activity that asked for it names the form. */
export const openInviteForm: ClickHandler<InviteForm, FormProjects> = async (
  deps,
  turn,
  { project },
  { projects },
) => {
  // Nobody fills in a form whose review the bot could not show.
  if ((await ownChat(deps, turn)) === undefined) return answerNotice('write me first');
  const known = projects.find(({ key }) => key === project);
  const view = { form: turn.message.id, projects, said: { project: known?.key }, faults: [] };
  return { kind: 'card', card: inviteFormCard(view, turn.language) };
};

/**
 * Names what a form asks for. A card in the chat stays open, and somebody may ask with it for one partner after
 * another; a dialog may come twice with the same words.
 */
function nameOf(form: string, said: InviteForm): string {
  const { address, name, project, language, until, reason } = said;
  const words = [address, name, project, language, until, reason].map((each) => each?.trim() ?? '');
  return `${form} ${createHash('sha256').update(JSON.stringify(words)).digest('base64url')}`;
}

/**
 * Takes a form, once for the same words: the review card follows, as after a typed line. Where something is wrong that
 * needs no look into the tenant, the form comes back with what it is.
 */
export const takeInviteForm: ClickHandler<Filled, FormProjects> = async (
  deps,
  turn,
  { form: named, ...said },
  { projects },
) => {
  const form = named?.trim() || turn.message.id;
  const isLong = (said.address?.length ?? 0) > longestAddress;
  const typed = readForm(isLong ? {} : said);
  const faults = isLong ? noAddress : await faultsIn(deps, turn, { typed, said, projects });
  if (faults.length > 0) {
    const card = inviteFormCard({ form, projects, said, faults }, turn.language);
    return { kind: 'card', card, sayToo: true };
  }
  const { tenantId } = turn.who;
  const placeId = await ownChat(deps, turn);
  if (placeId === undefined) return answerNotice('write me first');
  const requestId = await storeList(deps, turn, {
    source: 'line',
    partners: typed.partners,
    notes: [...leftOverNote(typed.leftOver), ...typed.notes],
    layout: typedLayout,
    choice: { reason: wordsOf(said.reason) },
    said: { tenantId, conversationId: 'form', messageId: nameOf(form, said) },
  });
  // A dialog waits five seconds for its answer. A review may take longer.
  deps.background(reviewNow(deps, inOwnChat(deps, turn, placeId), requestId));
  return taken(turn);
};

const ownChat = ({ announcer }: BotDeps, { who, channel }: Turn) =>
  announcer.reachPerson(who.tenantId, who.personId, channel?.teamId);

const taken = (turn: Turn): ClickAnswer => ({
  kind: 'card',
  card: noticeCard({ notice: 'form taken' }, turn.language),
  sayToo: true,
  taken: true,
});

/** The same row that a typed line with these words has. */
function readForm({ address = '', name = '', project, language, until }: InviteForm): TypedLine {
  const { leftOver, doubts, ...named } = readAddressField(address.trim(), name.trim());
  const trimmed = (text = '') => (text.trim() === '' ? undefined : text.trim());
  const said = {
    project: trimmed(project),
    language: language === asProject ? undefined : trimmed(language),
    until: trimmed(until),
  };
  const person = {
    ...named,
    line: 1,
    said: Object.fromEntries(Object.entries(said).filter(([, words]) => words !== undefined)),
  };
  return atOnce(typedLine({ people: [person], leftOver, doubts, talk: 0, said: {} }));
}

/** `Jane Doe <jane@x.example>` in the field of the address: the name counts if the form has no other. */
function readAddressField(written: string, name: string) {
  const { addresses, rest } = findAddresses(written);
  const [found, ...others] = addresses;
  const none = { ...(name !== '' && { name }), leftOver: [], doubts: [] };
  if (found === undefined || others.length > 0) return { address: written, ...none };
  if (rest === '') return { address: found, ...none };
  const { people, leftOver, doubts } = atOnce(readMessage(written, {}));
  const [only] = people;
  // Words such as `not` before the only address: the requester reads the question on the review card.
  if (only?.address !== found || people.length > 1)
    return { address: found, ...none, doubts: [written] };
  const isOther = name !== '' && only.name !== undefined && only.name !== name;
  const unused = Object.keys(only.said).length > 0 || isOther ? [rest] : leftOver;
  const chosen = name === '' ? only.name : name;
  return { address: found, ...(chosen && { name: chosen }), leftOver: unused, doubts };
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

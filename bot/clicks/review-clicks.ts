import { type Choosable, choosable } from '../../src/guests/rows/choosable.ts';
import { findRequest, type RequestRecord } from '../../src/store/requests/requests.ts';
import { reviewEnding } from '../../src/work/ending/review-ending.ts';
import { confirmRequest } from '../../src/work/request/confirm-request.ts';
import { type Changes, reviewAgain } from '../../src/work/review/review-again.ts';
import { answerNotice, type ClickAnswer, type ClickHandler } from '../buttons/click.ts';
import { wordsOf } from '../buttons/click-data.ts';
import { cardOf } from '../buttons/request-card.ts';
import { asProject } from '../cards/mail-languages.ts';
import { readDraft } from '../drawing/request-counts.ts';
import { readForm } from '../drawing/review-form.ts';
import type { ToConfirm } from '../rights/confirm-rights.ts';
import type { OwnRequest } from '../rights/related-request.ts';
import type { BotDeps } from '../turns/bot-deps.ts';
import { reviewAtOnce, reviewNow } from '../turns/draft-request.ts';
import type { Turn } from '../turns/turn.ts';

type Chosen = {
  version?: number | undefined;
  project?: string | undefined;
  language?: string | undefined;
  sendMail?: boolean | undefined;
  until?: string | undefined;
  reason?: string | undefined;
};

/** Reviews a draft again with the choices on its card. The new card comes by itself. */
export const clickReview: ClickHandler<Chosen, OwnRequest> = async (
  deps,
  turn,
  sent,
  { request },
) => {
  const read = await readChanges(deps, request, sent);
  if (read.kind === 'not offered') return answerNotice('choice not offered', { field: read.field });
  if (request.version === sent.version && read.onlyLacksProject)
    return answerNotice('choose project');
  const again = { ...sent, changes: read.changes, atConfirm: false };
  return (
    (await checkAgain(deps, turn, request, again)) ??
    (await answerOld(deps, turn, request.id, { ...sent, confirms: false }))
  );
};

/**
 * Confirms exactly the reviewed version. A click on another version gets the present card. A click that carries
 * anything beyond the review asks for a new review, and confirms nothing.
 */
export const clickConfirm: ClickHandler<
  Chosen & { onlyValid?: boolean | undefined; typed?: number | undefined },
  ToConfirm
> = async (deps, turn, sent, { request, rights }) => {
  const { id } = request;
  const reason = wordsOf(sent.reason);
  if (request.kind === 'invite' && request.state === 'draft' && request.version === sent.version) {
    const read = await readChanges(deps, request, sent);
    if (read.kind === 'not offered')
      return answerNotice('choice not offered', { field: read.field });
    const again = { ...sent, changes: read.changes, atConfirm: true };
    if (isChange(read.changes)) {
      return (
        (await checkAgain(deps, turn, request, again)) ??
        (await answerOld(deps, turn, id, { ...sent, confirms: true }))
      );
    }
  }
  const outcome = await confirmRequest(deps, turn.who, {
    requestId: id,
    version: sent.version ?? -1,
    onlyValid: sent.onlyValid ?? false,
    reason,
    typed: sent.typed,
    rights,
  });
  deps.wake();
  switch (outcome.kind) {
    case 'changed since':
      await reviewAtOnce(deps, turn, {
        requestId: id,
        kind: 'other',
        review: () => reviewEnding(deps.endings, id),
      });
      return await cardOf(deps, turn, id);
    case 'confirmed':
      return await cardOf(deps, turn, id);
    case 'moved on':
    case 'changed':
      return await answerOld(deps, turn, id, { ...sent, confirms: true });
    case 'reason missing':
      return answerNotice('request reason missing');
    case 'rows wrong':
      return answerNotice('ending rows wrong');
    case 'nobody to invite':
      return answerNotice('choose project');
    case 'number missing':
      return answerNotice('number missing', { count: outcome.count });
    case 'not allowed':
    case 'not found':
      return answerNotice('not found');
  }
};

type Asked = { version?: number | undefined; changes: Changes; atConfirm: boolean };

/** Reviews the draft again. Undefined where the click came from an older card. */
async function checkAgain(
  deps: BotDeps,
  turn: Turn,
  request: RequestRecord,
  { version = -1, changes, atConfirm }: Asked,
): Promise<ClickAnswer | undefined> {
  if (!(await reviewAgain(deps, request, { version, changes, atConfirm }))) return undefined;
  await reviewNow(deps, turn, request.id);
  return await cardOf(deps, turn, request.id);
}

/**
 * Answers a click on an older card, which did nothing, with the present card. The words say so, unless the click wanted
 * nothing more than what the present card says. A second click by the same finger gets no words.
 */
async function answerOld(
  deps: BotDeps,
  turn: Turn,
  requestId: number,
  sent: Chosen & { confirms: boolean },
): Promise<ClickAnswer> {
  const request = await findRequest(deps.db, turn.who.tenantId, requestId);
  if (request === undefined || request.state === 'discarded' || request.state === 'lapsed')
    return await cardOf(deps, turn, requestId);
  const chooses = await choosesMore(deps, request, sent);
  if (request.state !== 'draft') {
    const isOld = chooses || (sent.confirms && sent.version !== request.version);
    return isOld ? answerNotice('confirmed already') : await cardOf(deps, turn, requestId);
  }
  const asksForLook = (request.choice.changed ?? []).length > 0;
  const isOld = chooses || (sent.confirms && !asksForLook);
  return await cardOf(deps, turn, requestId, isOld ? { old: true } : {});
}

async function choosesMore(deps: BotDeps, request: RequestRecord, sent: Chosen): Promise<boolean> {
  if (request.kind !== 'invite') return false;
  const read = await readChanges(deps, request, sent);
  return read.kind === 'not offered' || isChange(read.changes);
}

const isChange = (changes: Changes) => choosable.some((field) => changes[field] !== undefined);

type Read =
  | {
      kind: 'read';
      changes: Changes;
      /** The card asks for a project, nobody goes without one, and the click chooses nothing. */
      onlyLacksProject: boolean;
    }
  /** No row would follow this input, so the card did not show it. */
  | { kind: 'not offered'; field: Choosable };

/**
 * Reads what a click carries beyond what the card showed. An input left empty chooses nothing; only an emptied day
 * takes the day back.
 */
async function readChanges(
  { db }: Pick<BotDeps, 'db'>,
  request: RequestRecord,
  { project, language, sendMail, until, reason }: Chosen,
): Promise<Read> {
  const draft = await readDraft(db, request);
  const form = await readForm(db, draft);
  const said = {
    project: project?.trim(),
    language: language?.trim(),
    sendMail,
    until: until?.trim(),
  };
  const differs = (field: Choosable) => isChosen(field, said[field]) && said[field] !== form[field];
  const beyond = choosable.find((field) => differs(field) && !form.offered[field]);
  if (beyond !== undefined) return { kind: 'not offered', field: beyond };
  const words = wordsOf(reason);
  const nobodyGoes = draft.counts.length === 0 && form.projectNeeded;
  return {
    kind: 'read',
    onlyLacksProject:
      nobodyGoes && form.project === undefined && !choosable.some((field) => differs(field)),
    changes: { ...changesIn(said, differs), ...(words === undefined ? {} : { reason: words }) },
  };
}

const isChosen = (field: Choosable, said: string | boolean | undefined): boolean =>
  said !== undefined && (said !== '' || field === 'until');

function changesIn(said: Pick<Chosen, Choosable>, differs: (field: Choosable) => boolean): Changes {
  return {
    ...(differs('project') && { project: said.project ?? '' }),
    ...(differs('language') && {
      language: said.language === asProject ? null : (said.language ?? ''),
    }),
    ...(differs('sendMail') && { sendMail: said.sendMail ?? true }),
    ...(differs('until') && { until: said.until || null }),
  };
}

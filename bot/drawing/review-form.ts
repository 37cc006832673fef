import type { Project } from '../../src/guests/project/project.ts';
import { findProject } from '../../src/guests/project/project-file.ts';
import { readLanguage } from '../../src/guests/text/language.ts';
import { languageCalled } from '../../src/guests/text/language-names.ts';
import { readDay } from '../../src/guests/text/read-day.ts';
import type { Db } from '../../src/store/database.ts';
import type { CountOf } from '../../src/store/invitations/invitations.ts';
import { type OpenRows, openRows } from '../../src/store/requests/request-rows.ts';
import type { RequestRecord } from '../../src/store/requests/requests.ts';
import { asProject, mailLanguages } from '../cards/mail-languages.ts';
import type { ReviewForm } from '../cards/review-view.ts';
import type { SummedDraft } from './request-counts.ts';

/**
 * The inputs of a review card before anybody touches them. A click compares what it carries with these. The card leaves
 * out an input that no row would follow.
 */
export async function readForm(
  db: Db,
  { request, projects, counts, mails, rows }: SummedDraft,
): Promise<ReviewForm> {
  const open = await openRows(db, request.id);
  const { reason = '', changed = [], sendMail } = request.choice;
  const project = projectOf(request, counts);
  const language = languageOf(
    request,
    open.language === 0 ? mails.languages.map(({ tag }) => tag) : [],
  );
  return {
    projects: projects.map(({ key, name }) => ({ key, name })),
    project: findProject(projects, project ?? '')?.key,
    projectNeeded: rows.undecided > 0,
    forAll: isForAll(request),
    languages: [...new Set([...mailLanguages, ...(language ? [language] : [])])],
    language: language ?? asProject,
    until: untilOf(request, open),
    sendMail: sendMail ?? sendsMail(projects, { counts, ...mails }),
    offered: offeredInputs(request, open),
    reason,
    changed,
  };
}

/** A typed request has no file that says otherwise, so every choice holds for all rows. */
const isForAll = ({ source }: RequestRecord): boolean => source !== 'file';

/** The project that the requester chose, or the only one that a typed request names. */
function projectOf(request: RequestRecord, counts: readonly CountOf[]): string | undefined {
  const named = isForAll(request) ? only(counts.map(({ projectKey }) => projectKey)) : undefined;
  return request.choice.project ?? named;
}

/** The language that the requester chose, or the only one of the mails of a typed request. */
function languageOf(request: RequestRecord, ofMails: readonly string[]): string | undefined {
  const said = request.choice.language ?? (isForAll(request) ? only(ofMails) : undefined) ?? '';
  return readLanguage(said) ?? languageCalled(said);
}

/** The last day that the requester chose, or the only one that all rows of a typed request name. Empty: none. */
function untilOf(request: RequestRecord, { until: open, untils }: OpenRows): string {
  const named = isForAll(request) && open === 0 ? only(untils) : undefined;
  const said = (isForAll(request) ? undefined : request.choice.until) ?? named ?? '';
  const day = readDay(said);
  return typeof day === 'object' && !day.misfits ? day.day : '';
}

function offeredInputs(request: RequestRecord, open: OpenRows): ReviewForm['offered'] {
  const forAll = isForAll(request);
  return {
    project: forAll || open.project > 0,
    language: forAll || open.language > 0,
    sendMail: forAll || open.sendMail > 0,
    until: forAll || open.until > 0,
  };
}

function only(values: readonly string[]): string | undefined {
  const different = new Set(values);
  return different.size === 1 ? values[0] : undefined;
}

function sendsMail(
  projects: readonly Project[],
  { sent, silent, counts }: { sent: number; silent: number; counts: readonly CountOf[] },
): boolean {
  if (sent + silent > 0) return sent > 0;
  const first = projects.find(({ key }) => key === counts[0]?.projectKey);
  return first?.invitation.sendMail ?? true;
}

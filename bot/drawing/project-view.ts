import { myApplications } from '../../src/guests/project/landing.ts';
import type { Project } from '../../src/guests/project/project.ts';
import { checkAccess } from '../../src/work/facts/check-access.ts';
import { licenceNames } from '../../src/work/facts/licence-names.ts';
import type { ReviewDeps } from '../../src/work/facts/read-facts.ts';
import type { RightsDeps } from '../../src/work/rights/read-rights.ts';
import type { ProjectOneView } from '../cards/project-one-card.ts';
import { daysIn } from '../naming/access-ends.ts';
import { byKind } from '../naming/access-names.ts';
import { hostOf, placesOf } from '../naming/landing-places.ts';

/** Reads the present names of a project's parts from Entra. */
export async function projectView(
  graph: Pick<ReviewDeps, 'readGroup' | 'readApplication' | 'readLicenceStock'>,
  people: Pick<RightsDeps, 'readPerson'>,
  project: Project,
): Promise<ProjectOneView> {
  const namesOf = async (access: Project['access']) => {
    const refused = { groups: new Set<string>(), appIds: new Set<string>() };
    const { names } = await checkAccess({ ...graph, refused }, [{ ...project, access }]);
    const pieces = [...names.flatMap((each) => each.names), ...(await licences(graph, access))];
    return { names: byKind(pieces), facts: names };
  };
  const owners = await Promise.all(project.owners.map((id) => people.readPerson(id)));
  const group =
    project.ownersGroup === undefined ? undefined : await graph.readGroup(project.ownersGroup);
  const access = await namesOf(project.access);
  const optional = await namesOf({ ...project.optionalAccess, licences: [] });
  const host = hostOf(access.facts[0]?.landing?.url ?? '') || myApplications[0];
  const [place = { host: '' }] = placesOf([host ?? ''], access.facts);
  return {
    key: project.key,
    name: project.name,
    owners: [
      ...owners.flatMap((person) => person?.displayName ?? []),
      ...(group ? [group.name] : []),
    ],
    approvers: project.approval.required ? project.approval.approvers : 0,
    stages: project.approval.stages?.length,
    access: access.names,
    optionalAccess: optional.names,
    place,
    language: project.invitation.language,
    sendMail: project.invitation.sendMail,
    allowedDomains: project.allowedDomains,
    channel: project.channel === undefined ? 'none' : 'heard',
    expiresAfterDays: daysIn(project.guestExpiresAfter),
    whenOver: { rule: project.whenOver, removeAfterDays: daysIn(project.removeAfter) ?? 0 },
    remindBeforeDays: project.remindBefore
      .flatMap((each) => daysIn(each) ?? [])
      .toSorted((a, b) => b - a),
    giveUpDays: daysIn(project.giveUpAfter),
    remindPartnersDays: project.remindPartners.flatMap((each) => daysIn(each) ?? []),
  };
}

async function licences(
  { readLicenceStock }: Pick<ReviewDeps, 'readLicenceStock'>,
  { licences: given }: Pick<Project['access'], 'licences'>,
) {
  return given.length === 0 ? [] : licenceNames(given, await readLicenceStock());
}

import type { LicenceStock } from '../../graph/access/licence-stock.ts';
import type { Project } from '../../guests/project/project.ts';
import type { Reason } from '../../guests/reason.ts';
import { type CheckProjectDeps, tenantFaults } from '../projects/check-project.ts';
import { type Finding, inArea } from './finding.ts';

const found = inArea('projects');

export type FitDeps = Omit<CheckProjectDeps, 'db'> & {
  readLicenceStock: () => Promise<readonly LicenceStock[] | 'not readable'>;
  /** Where the bot is not in the project's channel. Absent without a database, which knows. */
  channelFaults?: ((project: Project) => Promise<Reason[]>) | undefined;
};

/** Finds owners, groups, applications, licences and channels of the projects that do not fit the tenant. */
export async function checkFit(deps: FitDeps, projects: readonly Project[]): Promise<Finding[]> {
  if (projects.length === 0) return [found('projects none')];
  const hasLicences = projects.some(({ access }) => access.licences.length > 0);
  const [stock, ...each] = await Promise.all([
    hasLicences ? deps.readLicenceStock() : ([] as const),
    ...projects.map((project) => faultsOf(deps, project, projects)),
  ]);
  const faults = [
    ...each.flat(),
    ...(stock === 'not readable' ? [] : projects.flatMap((project) => ofLicences(project, stock))),
  ];
  const unfit = new Set(faults.map(({ values }) => values?.project));
  const fit = projects.filter(({ key }) => !unfit.has(key)).length;
  return [...(fit > 0 ? [found('projects fit', { count: fit })] : []), ...faults];
}

async function faultsOf(
  deps: FitDeps,
  project: Project,
  projects: readonly Project[],
): Promise<Finding[]> {
  const [faults, ofChannel] = await Promise.all([
    tenantFaults(deps, project, projects),
    deps.channelFaults?.(project) ?? [],
  ]);
  const values = { project: project.key };
  return [
    ...faults.map((reason) => ({ ...found('project fault', values), reason })),
    ...ofChannel.map((reason) => ({ ...found('project warning', values), reason })),
  ];
}

function ofLicences({ key, access }: Project, stock: readonly LicenceStock[]): Finding[] {
  return access.licences.flatMap(({ skuId }) => {
    const bought = stock.find((each) => each.skuId === skuId.toLowerCase());
    if (bought === undefined) return [found('licence unknown', { project: key, id: skuId })];
    const { name, left } = bought;
    return left > 0 ? [] : [found('licence used up', { project: key, name })];
  });
}

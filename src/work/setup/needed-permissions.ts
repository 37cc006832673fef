import { type Feature, permissionTable } from '../doctor/permission-table.ts';
import type { SetupFeature } from './setup-answers.ts';

const uses: Readonly<Record<SetupFeature, readonly Feature[]>> = {
  groups: ['groups'],
  teams: ['groups'],
  apps: ['applications'],
  licences: ['licences'],
  ends: ['block', 'remove'],
  // The subscription needs User.Read.All, which the bot always has.
  notifications: [],
};

/** The permissions that these features need, without permissions that another of them covers. */
export function neededPermissions(features: readonly SetupFeature[]): string[] {
  const used = new Set(features.flatMap((feature) => uses[feature]));
  const needed = permissionTable.filter((line) =>
    line.for === 'always' ? true : line.for.some((feature) => used.has(feature)),
  );
  const names = new Set(needed.map(({ permission }) => permission));
  return needed
    .filter(({ coveredBy = [] }) => !coveredBy.some((other) => names.has(other)))
    .map(({ permission }) => permission);
}

import assert from 'node:assert/strict';
import type { PartnerRow } from '../../../src/guests/list/partner-row.ts';
import { parseProjects } from '../../../src/guests/project/project-file.ts';
import { type CheckContext, startChecking } from '../../../src/guests/rows/check-rows.ts';

export const id = (n: number) => `0f8fad5b-d9cb-469f-a165-7086772895${String(n).padStart(2, '0')}`;
export const [always, optional, team, app, appRole, optionalApp, appId] = [1, 2, 3, 4, 5, 6, 7].map(
  id,
);

export const projects = parseProjects(
  JSON.stringify({
    projects: [
      {
        key: 'atlas',
        name: 'Atlas Two',
        owners: [id(99)],
        access: {
          groups: [always],
          apps: [{ servicePrincipalId: app, appRoleId: appRole }],
          team,
        },
        optionalAccess: {
          groups: [optional],
          apps: [{ servicePrincipalId: optionalApp }, { servicePrincipalId: app }],
        },
        invitation: { redirectUrl: 'https://atlas.example/', language: 'nl-NL', sendMail: false },
      },
      { key: 'beacon', name: 'Beacon', owners: [id(99)], allowedDomains: ['fabrikam.example'] },
    ],
  }),
);
/** The facts that the check knows beside the rows. */
export const context: CheckContext = {
  projects,
  ownDomains: ['contoso.example'],
  chosen: {},
  today: '2026-11-21',
  appIds: new Map([[appId ?? '', optionalApp ?? '']]),
};
/** A row with nothing but an address. */
export const open: PartnerRow = {
  line: 2,
  cells: [],
  address: 'Jane@Fabrikam.example',
  problems: [],
};
/** A row of the project Atlas. */
export const partner = (said: Partial<PartnerRow> = {}): PartnerRow => ({
  ...open,
  project: 'atlas',
  ...said,
});
export const check = (said: Partial<PartnerRow>) => checkOne(partner(said));
/** Checks one row, as the review does. */
export const checkOne = (said: PartnerRow, changed: Partial<CheckContext> = {}) => {
  const [row] = checkRows([said], { ...context, ...changed });
  assert.ok(row !== undefined);
  return row;
};

export const checkRows = (rows: readonly PartnerRow[], given: CheckContext) =>
  startChecking(given)(rows.map((partner, index) => ({ row: index + 1, partner })));

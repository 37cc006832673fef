type Named = { key: string; name: string };

/** A report on one project, or on all of an operator's. */
export type ReportOf = { projects: readonly Named[]; one: Named | undefined };

/** The name by which buttons ask for a report. */
export const reportList = (one: Named | undefined): string =>
  one === undefined ? 'report all' : `report of ${one.key}`;

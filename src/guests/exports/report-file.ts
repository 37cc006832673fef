/** The columns of a report as a file. Never translated. */
export const reportColumns = [
  'Project',
  'Month',
  'Asked',
  'Accepted',
  'MedianHours',
  'Ended',
  'Refused',
  'RefusedReasons',
] as const;

/** The outcomes of the partners that somebody asked for in one month (YYYY-MM), for one project. */
export type ReportLine = {
  projectKey: string;
  month: string;
  asked: number;
  accepted: number;
  medianHours: number | null;
  ended: number;
  refused: number;
  /** Codes of reasons, the most frequent first. */
  refusals: readonly { code: string; count: number }[];
};

/** The cells of one month, in the order of the columns. */
export const reportCells = (line: ReportLine): string[] => [
  line.projectKey,
  line.month,
  String(line.asked),
  String(line.accepted),
  line.medianHours === null ? '' : String(line.medianHours),
  String(line.ended),
  String(line.refused),
  line.refusals.map(({ code, count }) => `${code}: ${count}`).join('; '),
];

import { areas, type Finding, type Level, levelOf } from '../../src/work/doctor/finding.ts';
import { dayWords } from '../words/formats.ts';
import { reasonWords } from '../words/reason-words.ts';
import { type Language, say as sayIn } from '../words/say.ts';

/**
 * One line of the doctor's report. The words may hold names of projects and groups: show them as text, not as markup.
 */
export type FindingLine = { area: string; level: Level; words: string };

const order: readonly Level[] = ['fault', 'warning', 'ok', 'unchecked'];

/** Says findings in words, area by area, the worst of each first. */
export function findingLines(findings: readonly Finding[], language: Language): FindingLine[] {
  const say = sayIn(language);
  return areas.flatMap((area) =>
    findings
      .filter((finding) => finding.area === area)
      .toSorted((a, b) => order.indexOf(levelOf(a)) - order.indexOf(levelOf(b)))
      .map((finding) => ({
        area: say(`doctor.area.${area}`),
        level: levelOf(finding),
        words: wordsOf(finding, language),
      })),
  );
}

function wordsOf({ code, values, reason }: Finding, language: Language): string {
  const say = sayIn(language);
  const why = reason === undefined ? '' : reasonWords(reason, say);
  const day = dayWords(String(values?.day ?? ''), language);
  return say(`doctor.${code}`, { ...blanks, ...values, day, reason: why }).trim();
}

// Every value that any of the words may name.
const blanks = {
  text: '',
  count: 0,
  id: '',
  what: 'other',
  kind: 'other',
  day: '',
  days: 0,
  names: '',
  permission: '',
  name: '',
  group: '',
  from: 'other',
  domain: '',
  project: '',
  status: '',
  url: '',
  host: '',
  version: '',
  user: '',
  most: 0,
  used: 0,
  seconds: 0,
  node: '',
  least: '',
  // Names of settings. The strings hold no underscore, because Markdown would read it.
  publicUrl: 'PUBLIC_URL',
  graphUrl: 'GRAPH_URL',
  clientId: 'AZURE_CLIENT_ID',
  azureTenantId: 'AZURE_TENANT_ID',
  maxConnections: 'max_connections',
};

/** How many lines have each level. */
export function countLevels(findings: readonly Finding[]): Record<Level, number> {
  const count = (level: Level) => findings.filter((each) => levelOf(each) === level).length;
  return {
    ok: count('ok'),
    warning: count('warning'),
    fault: count('fault'),
    unchecked: count('unchecked'),
  };
}

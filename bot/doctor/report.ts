import { areas, type Finding, levelOf } from '../../src/work/doctor/finding.ts';
import { type Language, say as sayIn } from '../words/say.ts';
import { countLevels, findingLines } from './finding-words.ts';

/** The doctor's printed report, and its exit code: 0 without a fault, 1 with one. */
export function reportOf(
  findings: readonly Finding[],
  { language, json }: { language: Language; json: boolean },
): { text: string; exitCode: 0 | 1 } {
  const counts = countLevels(findings);
  const exitCode = counts.fault > 0 ? 1 : 0;
  return { text: json ? asJson(findings, language) : asText(findings, language), exitCode };
}

function asText(findings: readonly Finding[], language: Language): string {
  const say = sayIn(language);
  const lines = findingLines(findings, language);
  const width = Math.max(...areas.map((area) => say(`doctor.area.${area}`).length));
  const levelWidth = Math.max(...lines.map(({ level }) => say(`doctor.level.${level}`).length));
  const { fault: faults, warning: warnings, ok, unchecked } = countLevels(findings);
  return [
    ...lines.map(({ area, level, words }) => {
      const said = say(`doctor.level.${level}`).padEnd(levelWidth);
      return `${said}  ${area.padEnd(width)}  ${words}`;
    }),
    say('doctor.counts', { faults, warnings, ok, unchecked }),
  ].join('\n');
}

/** For programs: the codes stay, the words may change. */
function asJson(findings: readonly Finding[], language: Language): string {
  const { fault, warning, ok, unchecked } = countLevels(findings);
  const list = findings.map((finding) => {
    const [line] = findingLines([finding], language);
    const { area, code, values = {}, reason } = finding;
    return {
      area,
      level: levelOf(finding),
      code,
      values,
      ...(reason && { reason: reason.code }),
      words: line?.words ?? '',
    };
  });
  // A check that the doctor could not make has no state.
  const checks = list.flatMap(({ area, level, code, reason, words }) =>
    level === 'unchecked' ? [] : [{ id: `${area}: ${reason ?? code}`, state: level, text: words }],
  );
  return JSON.stringify(
    { checks, faults: fault, warnings: warning, ok, unchecked, findings: list },
    null,
    2,
  );
}

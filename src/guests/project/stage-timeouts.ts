type Timed = { timeout?: string | undefined };

/** Fills in the time of a stage that has none: that of the whole approval. */
export function withTimeouts<
  Stage extends Timed,
  Rule extends Timed & { stages?: readonly Stage[] | undefined },
>(rule: Rule) {
  const { stages, ...rest } = rule;
  if (stages === undefined) return rest;
  return { ...rest, stages: stages.map((each) => ({ timeout: rule.timeout, ...each })) };
}

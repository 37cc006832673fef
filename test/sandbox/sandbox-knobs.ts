/** Reads SANDBOX_KNOBS: knobs of the practice tenant as JSON, such as {"latencyMs":200}. See tenant/README.md. */
export function sandboxKnobs(): { knobs?: object } {
  const text = process.env.SANDBOX_KNOBS;
  if (text === undefined || text === '') return {};
  try {
    const knobs: unknown = JSON.parse(text);
    if (typeof knobs === 'object' && knobs !== null) return { knobs };
  } catch {
    // Throws below, as for any other wrong text.
  }
  throw new Error('SANDBOX_KNOBS must be JSON such as {"latencyMs":200}');
}

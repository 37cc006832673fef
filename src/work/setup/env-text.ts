/** In node's own reading of such a file, other values stand in quotes. */
const bare = /^[\w.:/@+~=-]*$/;

/**
 * The text of `.env`: the sample with these values in it. An empty text comments the variable out. Throws for a value
 * that such a file cannot hold.
 */
export function envText(
  sample: string,
  values: Readonly<Record<string, string | undefined>>,
): string {
  const left = new Map(Object.entries(values));
  const lines = sample.split('\n').map((line) => {
    const [, name = ''] = /^(?:# )?([A-Za-z_]+)=/.exec(line) ?? [];
    const value = left.get(name);
    if (value === undefined) return line;
    left.delete(name);
    return value === '' ? line.replace(/^(?!# )/, '# ') : `${name}=${quoted(name, value)}`;
  });
  const unknown = [...left].filter(([, value]) => value !== undefined).map(([name]) => name);
  if (unknown.length > 0) throw new Error(`.env.sample does not explain ${unknown.join(', ')}`);
  return lines.join('\n');
}

function quoted(name: string, value: string): string {
  if (bare.test(value)) return value;
  if (/['\n\r]/.test(value)) throw new Error(`${name}: a value must not hold ' or a new line`);
  return `'${value}'`;
}

/** The work that string functions did. */
export type Work = {
  /** How many characters they looked at or copied. */
  characters: number;
  /** The patterns that searched long texts. */
  patterns: ReadonlyMap<string, RegExp>;
};

const whole = ['toLowerCase', 'toUpperCase', 'normalize', 'trim', 'trimStart', 'trimEnd'] as const;
const searching = ['includes', 'split', 'replaceAll'] as const;

/** Counts what the string functions do while `work` runs. Nothing else may run meanwhile. `longText`: in characters. */
export async function countWork(work: () => Promise<unknown>, longText = 1_000): Promise<Work> {
  const patterns = new Map<string, RegExp>();
  let characters = 0;
  const undo: (() => void)[] = [];

  function wrap(name: string, count: (text: string, result: unknown, from: number) => number) {
    const original = Reflect.get(String.prototype, name);
    const wrapped = function (this: unknown, ...given: unknown[]) {
      const result = Reflect.apply(original, this, given);
      characters += count(String(this), result, Number(given[1] ?? 0));
      return result;
    };
    Reflect.set(String.prototype, name, wrapped);
    undo.push(() => Reflect.set(String.prototype, name, original));
  }

  for (const name of [...whole, ...searching]) {
    wrap(name, (text) => text.length);
  }
  for (const name of ['slice', 'substring']) wrap(name, (_, result) => String(result).length);
  wrap('indexOf', (text, found, from) => (found === -1 ? text.length : Number(found)) - from);
  const exec = RegExp.prototype.exec;
  // All other functions of patterns call this one.
  RegExp.prototype.exec = function (this: RegExp, text: string) {
    const from = this.global || this.sticky ? this.lastIndex : 0;
    const found = exec.call(this, text);
    const to = found === null ? text.length : found.index + found[0].length;
    characters += this.sticky ? (found?.[0].length ?? 0) + 1 : Math.max(to - from, 1);
    if (text.length >= longText) patterns.set(`${this.source}/${this.flags}`, this);
    return found;
  };
  undo.push(() => {
    RegExp.prototype.exec = exec;
  });
  try {
    await work();
  } finally {
    for (const each of undo) each();
  }
  return { characters, patterns };
}

export type Transcript = {
  /** Writes a line above everything, or between parts. */
  heading(words: string): void;
  /** Begins a numbered step. */
  begin(title: string): void;
  /** A person or the bot says lines. Writes the name once, and each line beside it. */
  says(who: string, ...lines: string[]): void;
  /** Writes an event in which nobody says anything. */
  happens(words: string): void;
  /** Writes lines of a file, each cut at the width of the page. */
  quotes(lines: readonly string[]): void;
  /** Ends the step: it had its effect. */
  done(effect: string): void;
  failed(why: string): void;
  plain(words: string): void;
};

type Options = {
  write: (text: string) => void;
  /** True for a terminal. */
  coloured: boolean;
  /** Milliseconds that only grow. */
  clock: () => number;
};

const nameWidth = 11;
const textWidth = 88;

/** Writes down what each person and the bot say, step by step, with the time of each step. */
export function createTranscript({ write, coloured, clock }: Options): Transcript {
  let step = 0;
  let began = clock();
  const paint = (code: number) => (text: string) =>
    coloured ? `\u001b[${code}m${text}\u001b[0m` : text;
  const [bold, dim, green, red, blue] = [paint(1), paint(2), paint(32), paint(31), paint(36)];
  const line = (text: string) => write(`${text}\n`);
  const indented = (lines: readonly string[]) => {
    for (const text of lines) line(`${' '.repeat(4)}${text}`);
  };
  const seconds = () => `${((clock() - began) / 1000).toFixed(1)} s`;
  return {
    heading(words) {
      line(bold(words));
    },
    begin(title) {
      step += 1;
      began = clock();
      line(`\n${bold(`${String(step).padStart(2)}. ${title}`)}`);
    },
    says(who, ...lines) {
      const [first = '', ...rest] = lines.flatMap((text) => wrap(text, textWidth - nameWidth));
      const name = `${who} `.padEnd(nameWidth);
      indented([`${blue(name)}${first}`, ...rest.map((text) => `${' '.repeat(nameWidth)}${text}`)]);
    },
    happens(words) {
      indented(wrap(words, textWidth).map(dim));
    },
    quotes(lines) {
      const cut = (text: string) =>
        text.length > textWidth ? `${text.slice(0, textWidth - 3)}...` : text;
      indented(lines.map((text) => dim(`| ${cut(text)}`)));
    },
    done(effect) {
      const [first = '', ...rest] = wrap(`${effect} (${seconds()})`, textWidth);
      indented([`${green('\u2713')} ${first}`, ...rest.map((text) => `  ${text}`)]);
    },
    failed(why) {
      indented([red(`\u2717 This did not happen as it should (${seconds()}):`)]);
      indented(why.split('\n').map((text) => `  ${text}`));
    },
    plain: line,
  };
}

/** Breaks text at spaces. A word longer than a line stays whole. */
function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < width)
      lines[lines.length - 1] += ` ${word}`;
    else lines.push(word);
  }
  return lines;
}

import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { languageOf, say as wordsOf } from '../bot/words/say.ts';

const help = { help: { type: 'boolean', short: 'h' } } as const;

/**
 * Reads the flags of a command. Ends the process in words where somebody asks for help, or typed a flag that the
 * command does not know or that lacks its value. `page` explains the flags.
 */
export function readFlags<const Options extends ParseArgsOptionsConfig>(
  options: Options,
  page: string,
) {
  const all: Options & typeof help = { ...options, ...help };
  const say = wordsOf(languageOf(process.env.LANG));
  const known = Object.keys(options).map((name) => `--${name}`);
  const words = `${say('flags.known', { page })} ${known.join(', ')}`;
  try {
    const { values } = parseArgs({ options: all });
    if (!('help' in values)) return values;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (!code.startsWith('ERR_PARSE_ARGS')) throw error;
    // The words repeat nothing of what was typed: it may hold a password.
    console.error(`${say('flags.unread')} ${words}`);
    process.exit(1);
  }
  console.log(words);
  process.exit(0);
}

import type { Say } from '../../bot/words/say.ts';
import { CopyFault } from '../../src/store/copy/copy-lines.ts';

/** Runs one of the programs about copies. Its exit code: 0, or 1 with the reason on standard error. */
export async function runCopyProgram(say: Say, program: () => Promise<void>): Promise<0 | 1> {
  try {
    await program();
    return 0;
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    console.error(error instanceof CopyFault ? say(`copy.fault.${error.code}`) : words);
    return 1;
  }
}

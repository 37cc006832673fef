import type { Say } from '../../bot/words/say.ts';
import type { GraphClient } from '../../src/graph/client/client.ts';
import type { SetupFiles } from './setup-files.ts';

/** The inputs of one run of set-up. */
export type SetupInputs = {
  client: GraphClient;
  /** Graph's address without version. Undefined: Microsoft's for everybody. */
  graphUrl: string | undefined;
  files: SetupFiles;
  /** The text of `.env.sample`. */
  sample: string;
  say: Say;
  print: (line: string) => void;
  /** Asks for a yes. */
  agree: (question: string) => Promise<boolean>;
  mode: 'make' | 'dry run';
  /** Says whether set-up keeps an `.env` that it did not make. */
  foreignEnv: 'keep' | 'overwrite';
  now: () => Date;
  sleep: (ms: number) => Promise<void>;
  /** True once the administrator wants set-up to stop. */
  isStopping: () => boolean;
};

/** Why set-up made nothing, in words for the administrator. */
export class SetupRefused extends Error {
  constructor(words: string) {
    super(words);
    this.name = 'SetupRefused';
  }
}

/** The files that set-up writes, beside its list and `.env`. */
export const packageFile = 'out/guestlist.zip';
export const projectsFile = 'projects.json';

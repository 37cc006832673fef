import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as v from 'valibot';
import type { BegunThing, MadeThing } from '../../src/work/setup/carry-out.ts';

/** The files that set-up reads and writes, by their names in the folder of the bot. */
export type SetupFiles = {
  /** Undefined: there is no such file. */
  read(name: string): Promise<string | undefined>;
  /** Puts a whole file in place at once. Only its owner may read a private one. */
  write(name: string, content: string | Uint8Array, who?: 'private'): Promise<void>;
  remove(name: string): Promise<void>;
};

/** The files of this folder. */
export function setupFiles(folder: string): SetupFiles {
  const at = (name: string) => join(folder, name);
  return {
    async read(name) {
      try {
        return await readFile(at(name), 'utf8');
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
        throw error;
      }
    },
    async write(name, content, who) {
      const half = at(`${name}.half`);
      await mkdir(dirname(half), { recursive: true });
      await rm(half, { force: true });
      await writeFile(half, content, { mode: who === 'private' ? 0o600 : 0o644, flag: 'wx' });
      if (who === 'private') await chmod(half, 0o600);
      await rename(half, at(name));
    },
    remove: (name) => rm(at(name), { force: true }),
  };
}

/** Set-up lists the things that it made in this tenant, to remove them later. It holds ids and names, no secret. */
export type SetupList = {
  tenantId: string;
  made: readonly MadeThing[];
  files: readonly string[];
  /** Calls whose outcome nobody wrote down, because set-up broke off. */
  begun: readonly BegunThing[];
};

export const setupListFile = 'guestlist-setup.json';

const thing = { what: v.picklist(['application', 'group', 'catalogue']), name: v.string() };
const listSchema = v.object({
  tenantId: v.string(),
  made: v.array(v.object({ ...thing, path: v.string() })),
  files: v.array(v.string()),
  begun: v.optional(v.array(v.object(thing)), []),
});

/** Reads the list of an earlier run. Undefined: there was none. Throws for a file that is something else. */
export async function readSetupList(files: SetupFiles): Promise<SetupList | undefined> {
  const text = await files.read(setupListFile);
  return text === undefined ? undefined : v.parse(listSchema, JSON.parse(text));
}

/** The list while set-up works: each change is in the file at once. */
export type KeptList = {
  list(): SetupList;
  begin(begun: BegunThing): Promise<void>;
  hasBegun(thing: BegunThing): boolean;
  notMade(begun: BegunThing): Promise<void>;
  /** It was made, and is no longer only begun. */
  add(made: MadeThing): Promise<void>;
  addFile(name: string): Promise<void>;
  /** Something is gone: a path of Graph's, or a file's name. */
  drop(gone: string): Promise<void>;
};

/** Goes on with the list of an earlier run in this tenant, or begins one. */
export async function createSetupList(files: SetupFiles, tenantId: string): Promise<KeptList> {
  const before = await readSetupList(files);
  const empty = { tenantId, made: [], files: [], begun: [] };
  let list: SetupList = before?.tenantId === tenantId ? before : empty;
  const keep = async (next: SetupList) => {
    list = next;
    await files.write(setupListFile, `${JSON.stringify(list, null, 2)}\n`);
  };
  const without = (path: string) => list.made.filter((each) => each.path !== path);
  const others = ({ what, name }: BegunThing) =>
    list.begun.filter((each) => each.what !== what || each.name !== name);
  return {
    list: () => list,
    begin: ({ what, name }) =>
      keep({ ...list, begun: [...others({ what, name }), { what, name }] }),
    hasBegun: (thing) => others(thing).length < list.begun.length,
    async notMade(begun) {
      if (others(begun).length < list.begun.length) await keep({ ...list, begun: others(begun) });
    },
    add: (made) => keep({ ...list, made: [...without(made.path), made], begun: others(made) }),
    addFile: (name) => keep({ ...list, files: [...new Set([...list.files, name])] }),
    drop: (gone) =>
      keep({ ...list, made: without(gone), files: list.files.filter((name) => name !== gone) }),
  };
}

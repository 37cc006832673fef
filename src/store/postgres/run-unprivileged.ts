import { execFile } from 'node:child_process';
import { chown, readFile, realpath, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

type Account = { uid: number; gid: number };

/**
 * Runs programs that refuse to run as root. Any other user simply runs them; root lends them to another account.
 */
export type Runner = {
  run(program: string, args: readonly string[]): Promise<{ code: number; output: string }>;
  /** Gives a file or folder to the account that the programs run as. */
  give(path: string): Promise<void>;
};

class CannotRunAsRoot extends Error {
  constructor(path: string, account: Account, options?: ErrorOptions) {
    super(
      `PostgreSQL refuses to run as root, and the account with uid ${account.uid} cannot reach ` +
        `${path}. Start the bot as another user, put it and DATA_DIR into folders that everybody ` +
        'may enter, install setpriv (util-linux) on Linux, or set DATABASE_URL.',
      options,
    );
    this.name = 'CannotRunAsRoot';
  }
}

/**
 * Makes the runner. `reach`: what the programs must be able to read. `owner`: the account that owns the data already.
 * Throws CannotRunAsRoot where no other account can reach it.
 */
export async function runnerFor(reach: readonly string[], owner?: Account): Promise<Runner> {
  if (process.getuid?.() !== 0) return { run: (p, args) => execute(p, args), give: async () => {} };
  const account = owner !== undefined && owner.uid !== 0 ? owner : await serviceAccount();
  const give = (path: string) => chown(path, account.uid, account.gid);
  const outOfReach = await firstOutOfReach(reach, account);
  if (outOfReach === undefined) return { run: (p, args) => execute(p, args, account), give };
  const wrap = setpriv(account);
  const tried = await execute('setpriv', [...wrap, 'true']);
  if (tried.code !== 0) throw new CannotRunAsRoot(outOfReach, account);
  return { run: (program, args) => execute('setpriv', [...wrap, program, ...args]), give };
}

/**
 * The one capability lets the account pass folders of root's such as /root (mode 700). The securebit makes access(2),
 * by which PostgreSQL looks for its own programs, respect it too.
 */
function setpriv({ uid, gid }: Account): string[] {
  const capability = '+dac_override';
  return [
    '--securebits=+no_setuid_fixup',
    `--reuid=${uid}`,
    `--regid=${gid}`,
    '--clear-groups',
    `--inh-caps=${capability}`,
    `--ambient-caps=${capability}`,
    '--',
  ];
}

async function serviceAccount(): Promise<Account> {
  const passwd = await readFile('/etc/passwd', 'utf8').catch(() => '');
  for (const name of ['postgres', 'nobody']) {
    const line = passwd.split('\n').find((entry) => entry.startsWith(`${name}:`));
    const [, , uid, gid] = line?.split(':') ?? [];
    if (Number(uid) > 0 && Number(gid) > 0) return { uid: Number(uid), gid: Number(gid) };
  }
  return { uid: 65534, gid: 65534 };
}

async function firstOutOfReach(
  paths: readonly string[],
  account: Account,
): Promise<string | undefined> {
  for (const path of paths) {
    const real = await realpath(path);
    for (let folder = real; ; folder = dirname(folder)) {
      if (!(await mayEnter(folder, account))) return folder;
      if (folder === dirname(folder)) break;
    }
  }
  return undefined;
}

async function mayEnter(path: string, account: Account): Promise<boolean> {
  const { mode, uid, gid } = await stat(path);
  if (uid === account.uid) return (mode & 0o100) !== 0;
  if (gid === account.gid) return (mode & 0o010) !== 0;
  return (mode & 0o001) !== 0;
}

/** The server's environment. It outlives the bot and may run as somebody else, so it gets none of the bot's secrets. */
const environment = {
  ...(process.platform !== 'win32' && {
    env: { PATH: '/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C' },
  }),
};

function execute(program: string, args: readonly string[], account?: Account) {
  return new Promise<{ code: number; output: string }>((resolve) => {
    const options = { ...account, ...environment, cwd: '/', windowsHide: true };
    execFile(program, [...args], options, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      resolve({ code, output: `${stdout}${stderr}${code === -1 ? error?.message : ''}` });
    });
  });
}

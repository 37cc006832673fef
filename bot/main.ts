import { enableCompileCache, getCompileCacheDir } from 'node:module';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';

// While Node reads modules, its space for young objects grows to many times what the bot needs afterwards, and Node
// gives none of it back: 50 MB. So the space may grow only once everything is read. V8 refuses all code that was kept
// under another setting: where the environment has switched the cache on already, the setting stays as it is.
if (getCompileCacheDir() === undefined) setFlagsFromString('--semi-space-growth-factor=1');
// Before any other file is read: a start then takes half the time that it takes without. The folder is the
// installation's own, since code that is kept in a shared one could be another user's. Where it cannot be written,
// nothing is kept.
enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/code', import.meta.url)));
const { loadLater } = await import('./load-later.ts');
const allIsRead = loadLater();
await import('./start/start-bot.ts');
allIsRead();
await import('./run.ts');
setFlagsFromString('--semi-space-growth-factor=2');

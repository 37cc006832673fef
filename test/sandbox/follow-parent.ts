/**
 * Node loads this before bot/main.ts (node --import). When the parent process is gone, its end of standard input
 * closes. The bot then stops as after SIGTERM.
 */
const patienceMs = 20_000;

process.stdin.once('close', () => {
  process.kill(process.pid, 'SIGTERM');
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), patienceMs).unref();
});
process.stdin.once('error', () => process.stdin.destroy());
process.stdin.resume();
// An open standard input must not keep a bot alive that has nothing else to do.
if ('unref' in process.stdin && typeof process.stdin.unref === 'function') process.stdin.unref();

/**
 * Loaded before bot/main.ts (node --import). When the process that started the bot is gone, its end of standard input
 * closes, and the bot stops as if somebody had asked it to.
 */
const patienceMs = 20_000;

process.stdin.once('close', () => {
  process.kill(process.pid, 'SIGTERM');
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), patienceMs).unref();
});
process.stdin.once('error', () => process.stdin.destroy());
process.stdin.resume();
// Waiting for that must not keep a bot alive that has nothing else to do.
if ('unref' in process.stdin && typeof process.stdin.unref === 'function') process.stdin.unref();

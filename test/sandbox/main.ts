import { parseArgs } from 'node:util';
import { runSandbox } from './run-sandbox.ts';
import { runTour } from './run-tour.ts';

const usage = `npm run sandbox             a practice company on this machine, and the page to open
npm run sandbox -- --tour   plays the whole journey there by itself
`;

function readArgs() {
  try {
    const options = { tour: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } as const;
    return parseArgs({ options }).values;
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : ''}\n${usage.trim()}`);
  }
}

// The program that reads this output may end before everything has stopped.
process.stdout.on('error', () => undefined);

try {
  const values = readArgs();
  if (values.help) process.stdout.write(usage);
  else process.exitCode = await (values.tour ? runTour() : runSandbox());
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

import { isPersonal } from './log-value.ts';

/** The parts of an error that the log keeps. */
export type LoggedError = {
  name: string;
  code?: string | number;
  status?: number;
  frames: readonly string[];
  cause?: LoggedError;
};

const deepest = 4;

/**
 * The fields of an error that the log may hold. No message: those of libraries quote addresses, rows, links and tokens.
 * The frames say where it happened; name, code and status say what.
 */
export function errorFields(error: unknown, depth = 1): LoggedError {
  if (!(error instanceof Error)) return { name: typeof error, frames: [] };
  const code = property(error, 'code');
  const status = property(error, 'status') ?? property(error, 'statusCode');
  const logged: LoggedError = {
    name: safeWord(error.name) ?? 'Error',
    frames: framesOf(error.stack ?? ''),
  };
  const safeCode = typeof code === 'number' ? code : safeWord(code);
  if (safeCode !== undefined) logged.code = safeCode;
  if (typeof status === 'number') logged.status = status;
  if (error.cause !== undefined && depth < deepest) {
    logged.cause = errorFields(error.cause, depth + 1);
  }
  return logged;
}

function property(error: Error, name: string): unknown {
  return Object.getOwnPropertyDescriptor(error, name)?.value;
}

function safeWord(value: unknown): string | undefined {
  return typeof value === 'string' && /^[\w.-]{1,80}$/.test(value) ? value : undefined;
}

const frame = /^ {4}at .*?([\w@.+/-]+\.[cm]?[jt]s):(\d+):\d+\)?$/;
const mostFrames = 8;

/** File and line, from the last `node_modules` or the project's folder on. */
function framesOf(stack: string): string[] {
  const frames = stack.split('\n').flatMap((line) => {
    const [, path, row] = frame.exec(line) ?? [];
    if (path === undefined) return [];
    const short = path
      .replace(/^.*\/node_modules\/@?/, '')
      .replace(/^.*\/(?=(bot|src|test)\/)/, '');
    return isPersonal(short) ? [] : [`${short}:${row}`];
  });
  return frames.slice(0, mostFrames);
}

import { Temporal } from 'temporal-polyfill';

/** The environment, or what stands in for it. */
export type Env = Readonly<Record<string, string | undefined>>;

/** So many calls within any span of so many seconds. */
export type RateSetting = { count: number; seconds: number };

/**
 * Reads variables one by one and collects all faults. For a faulty value the reader returns the default, so that
 * reading can go on to the next fault.
 */
export type EnvReader = {
  faults: string[];
  fault(name: string, instruction: string): void;
  text(name: string): string | undefined;
  need(name: string, instruction: string): string;
  id(name: string): string | undefined;
  flag(name: string): boolean;
  count(name: string, fallback: number): number;
  port(name: string, fallback: number): number;
  /** `most` is an ISO 8601 duration, too: timers overflow, and wait no time at all. */
  duration(name: string, fallback: string, most: string): number;
  rate(name: string, fallback: string): RateSetting;
  oneOf<T extends string>(name: string, values: readonly T[], fallback: T): T;
  list(name: string): string[];
};

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const day = 24 * 60 * 60 * 1000;

/** Reads variables, and collects all faults, so that the bot can name them at once. */
export function envReader(env: Env): EnvReader {
  const faults: string[] = [];
  const fault = (name: string, instruction: string) => void faults.push(`${name}: ${instruction}`);
  const text = (name: string) => env[name]?.trim() || undefined;

  const parsed = <T>(name: string, parse: (value: string) => T | undefined, or: [T, string]): T => {
    const value = text(name);
    if (value === undefined) return or[0];
    const result = parse(value);
    if (result === undefined) fault(name, or[1]);
    return result ?? or[0];
  };

  return {
    faults,
    fault,
    text,
    need(name, instruction) {
      const value = text(name);
      if (value === undefined) fault(name, `is not set. ${instruction}`);
      return value ?? '';
    },
    id(name) {
      const value = text(name);
      if (value === undefined || guid.test(value)) return value?.toLowerCase();
      fault(name, 'must be an id such as 00000000-0000-0000-0000-000000000000.');
      return undefined;
    },
    flag: (name) => parsed(name, readFlag, [false, 'must be true or false.']),
    count: (name, fallback) =>
      parsed(name, readCount, [fallback, 'must be a whole number greater than 0.']),
    port: (name, fallback) =>
      parsed(name, readPort, [fallback, 'must be a port, from 0 (any free one) to 65535.']),
    duration: (name, fallback, most) =>
      parsed(name, (value) => notOver(readDuration(most), readDuration(value)), [
        readDuration(fallback) ?? 0,
        `must be an ISO 8601 duration of weeks, days, hours, minutes or seconds, such as ${fallback}, and at most ${most}.`,
      ]),
    rate: (name, fallback) =>
      parsed(name, readRate, [
        readRate(fallback) ?? { count: 0, seconds: 0 },
        `must be a count and a span of seconds, such as ${fallback}, at most 1000000/86400s.`,
      ]),
    oneOf: (name, values, fallback) =>
      parsed(name, (value) => values.find((one) => one === value), [
        fallback,
        `must be one of ${values.join(', ')}.`,
      ]),
    list: (name) => (text(name) ?? '').split(/[\s,;]+/).filter((entry) => entry !== ''),
  };
}

function readFlag(value: string): boolean | undefined {
  if (value === 'true') return true;
  return value === 'false' ? false : undefined;
}

function readCount(value: string): number | undefined {
  const count = Number(value);
  return /^\d+$/.test(value) && count > 0 && Number.isSafeInteger(count) ? count : undefined;
}

function readPort(value: string): number | undefined {
  return /^\d{1,5}$/.test(value) && Number(value) <= 65_535 ? Number(value) : undefined;
}

/** In milliseconds, and nothing less. Months and years are refused: their length depends on the calendar. */
function readDuration(value: string): number | undefined {
  try {
    const read = Temporal.Duration.from(value);
    const { weeks, days, hours, minutes, seconds, milliseconds } = read;
    if (read.years !== 0 || read.months !== 0 || read.sign !== 1) return undefined;
    if (read.microseconds !== 0 || read.nanoseconds !== 0) return undefined;
    const ofDay = ((hours * 60 + minutes) * 60 + seconds) * 1000 + milliseconds;
    return (weeks * 7 + days) * day + ofDay;
  } catch {
    return undefined;
  }
}

const notOver = (most = 0, value = 0): number | undefined =>
  value > 0 && value <= most ? value : undefined;

/** At most a million in a day. */
function readRate(value: string): RateSetting | undefined {
  const [, count, seconds] = /^(\d+)\/(\d+)s$/.exec(value) ?? [];
  if (!(Number(count) > 0 && Number(seconds) > 0)) return undefined;
  if (Number(count) > 1_000_000 || Number(seconds) > 86_400) return undefined;
  return { count: Number(count), seconds: Number(seconds) };
}

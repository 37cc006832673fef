import type { PersonKey } from '../seed.ts';
import type { Answer } from './http.ts';
import { channelKeys, personKeys, type Where } from './ids.ts';

export const ok = (body: unknown): Answer => ({ status: 200, body });
export const bad = (message: string): Answer => ({ status: 400, body: { error: message } });

export const personNamed = (name: string | null | undefined): PersonKey => {
  const found = personKeys.find((key) => key === name);
  if (!found) throw new Error(`There is no person '${name}'`);
  return found;
};

export const whereNamed = (name: string | null | undefined): Where => {
  if (name === undefined || name === null || name === 'personal') return 'personal';
  const known: readonly Where[] = channelKeys.flatMap((key): Where[] => [key, `${key} general`]);
  const found = known.find((where) => where === name);
  if (!found) throw new Error(`There is no channel '${name}'`);
  return found;
};

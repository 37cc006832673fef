import { dirname, posix } from 'node:path';
import { longFiles } from './long-files.ts';
import type { Tree } from './read-tree.ts';
import { largeRooms, mostFiles } from './room-sizes.ts';
import { type Room, rooms } from './rooms.ts';
import { sharedNames } from './shared-names.ts';
import { type Wing, wings } from './wings.ts';

const statement =
  /^(?:import|export)\b[^;'"]*?\bfrom\s*'([^']+)'|^import\s*'([^']+)'|\bimport\(\s*'([^']+)'/gm;

export const targetsOf = (text: string) =>
  [...text.matchAll(statement)].map(([, from, bare, late]) => String(from ?? bare ?? late));
const fileOf = (path: string, target: string) => posix.join(dirname(path), target);
const within = (path: string, folder: string) => path === folder || path.startsWith(`${folder}/`);
const holds = (room: Room, path: string) =>
  room.tree ? within(path, room.name) : room.name === path || room.name === dirname(path);

/** The room of a file. A file that is a room of its own comes before its folder. */
export const roomOf = (path: string): Room | undefined =>
  rooms.find(({ name }) => name === path) ?? rooms.find((room) => holds(room, path));

function wingOf(path: string): Wing | undefined {
  const names = Object.keys(wings).filter((name) => within(path, name));
  const [longest = ''] = names.toSorted((one, other) => other.length - one.length);
  return wings[longest];
}

/** The rooms from which a room may import: rooms that it names and that are above it in the list. */
function standsOn(room: Room): readonly Room[] {
  const above = rooms.slice(0, rooms.indexOf(room));
  return room.uses.flatMap((use) =>
    above.filter(({ name }) => (use.endsWith('*') ? within(name, use.slice(0, -1)) : name === use)),
  );
}

function mayImport(room: Room, path: string, target: string): boolean {
  const listed = (list: readonly string[] | 'any' | undefined, value: string) =>
    list === 'any' || list?.includes(value) === true;
  if (target.startsWith('node:')) return listed(wingOf(path)?.node, target.slice('node:'.length));
  if (!target.startsWith('.')) {
    const [scope, rest] = target.split('/');
    const name = scope?.startsWith('@') ? `${scope}/${rest}` : (scope ?? target);
    return listed(wingOf(path)?.packages, name);
  }
  const there = roomOf(fileOf(path, target));
  return there !== undefined && (there === room || standsOn(room).includes(there));
}

/** The faults of one file. */
export function fileFaults(path: string, text: string): string[] {
  const room = roomOf(path);
  if (room === undefined) return [`${path} is in no room of test/architecture/rooms.ts`];
  const barred = targetsOf(text).filter((target) => !mayImport(room, path, target));
  const said = (wingOf(path)?.never ?? []).flatMap((pattern) => pattern.exec(text)?.[0] ?? []);
  return [
    ...barred.map((target) => `${path} must not import ${target}: ${room.name} ${ground(room)}`),
    ...said.map((words) => `${path} must not say ${words}`),
  ];
}

const ground = ({ uses }: Room) =>
  uses.length === 0 ? 'stands on no other room' : `stands on ${uses.join(', ')}`;

/** The faults of the table itself: an arrow against the order, or an unknown room. */
export function tableFaults(table: readonly Room[]): string[] {
  return table.flatMap(({ name, uses }, at) => {
    const above = table.slice(0, at).map((room) => room.name);
    const known = (use: string) =>
      use.endsWith('*')
        ? above.some((each) => within(each, use.slice(0, -1)))
        : above.includes(use);
    return uses
      .filter((use) => !known(use))
      .map((use) => `${name} uses ${use}, which does not stand above it`);
  });
}

/**
 * Rooms with more files than `mostFiles`. The trees of tests do not count: a reader finds a test by the name of what it
 * tests, so a room of tests is as large as that needs.
 */
export function crowdedRooms(paths: readonly string[]): string[] {
  const counts = Map.groupBy(paths, (path) => roomOf(path));
  return [...counts]
    .flatMap(([room, files]) => (room === undefined || room.tree ? [] : [{ ...room, files }]))
    .filter(({ name, files }) => files.length > mostFiles && !largeRooms.includes(name))
    .map(({ name, files }) => `${name} has ${files.length} files, ${mostFiles} at most`);
}

/** One circle of imports for each file that closes one. Imports of types count too. */
export function circles(tree: Tree): string[] {
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    const text = tree[path];
    if (text === undefined || done.has(path)) return;
    const begun = trail.indexOf(path);
    if (begun >= 0) {
      found.push(`${[...trail.slice(begun), path].join(' imports ')}`);
      return;
    }
    for (const target of targetsOf(text))
      if (target.startsWith('.')) visit(fileOf(path, target), [...trail, path]);
    done.add(path);
  };
  for (const path of Object.keys(tree)) visit(path, []);
  return found;
}

/**
 * The rooms of the tour, in its order. In the part of a wing, `**`wing`...**`, a room may go by its name in the wing.
 */
function roomsShown(tour: string): string[] {
  const known = rooms.map(({ name }) => name);
  let wing = '';
  return tour.split('\n').flatMap((line) => {
    wing = /^\*\*`([^`]+)`/.exec(line)?.[1] ?? wing;
    if (!line.startsWith('- `')) return [];
    const shown = line
      .slice(2)
      .split(' · ')
      .map((part) => /^`([^`]+)`/.exec(part)?.[1] ?? '');
    return shown.map((name) => (known.includes(`${wing}/${name}`) ? `${wing}/${name}` : name));
  });
}

/** Rooms that the tour for newcomers omits, names twice, or names in another order than the list. */
export function tourFaults(tour: string): string[] {
  const shown = roomsShown(tour);
  const counted = rooms.flatMap(({ name }) => {
    const often = shown.filter((each) => each === name).length;
    if (often === 0) return [`${name} is missing from the tour of CONTRIBUTING.md`];
    return often > 1 ? [`${name} stands ${often} times in the tour of CONTRIBUTING.md`] : [];
  });
  const order = rooms.map(({ name }) => name).filter((name) => shown.includes(name));
  const places = shown.filter((name) => order.includes(name));
  const moved = places.find((name, at) => name !== order[at]);
  if (counted.length > 0 || moved === undefined) return counted;
  return [`${moved} stands elsewhere in the tour of CONTRIBUTING.md than in the list of rooms`];
}

/** All faults of a tree. Each names the file or room and the rule. */
export function faultsOf(tree: Tree): string[] {
  const paths = Object.keys(tree);
  return [
    ...tableFaults(rooms),
    ...paths.flatMap((path) => fileFaults(path, tree[path] ?? '')),
    ...crowdedRooms(paths),
    ...sharedNames(tree),
    ...longFiles(tree),
    ...circles(tree),
  ];
}

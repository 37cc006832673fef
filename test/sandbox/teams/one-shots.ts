/** A fault for the next `times` calls that match. */
export type OneShot = {
  method?: string;
  path?: RegExp;
  how:
    | 'lost before'
    | 'lost after'
    /** The call waits for `release`, then takes effect, even if the caller has given up. */
    | 'held'
    | { status: number; code?: string; headers?: Readonly<Record<string, string>> };
  times?: number;
};

export type OneShots = {
  add(shot: OneShot): void;
  /** Resolves at the next `release`. */
  gate(): Promise<void>;
  release(): void;
  held(): number;
  take(method: string, path: string): OneShot['how'] | undefined;
};

export function createOneShots(): OneShots {
  let waiting: { shot: OneShot; left: number }[] = [];
  let gates: (() => void)[] = [];
  return {
    gate() {
      const { promise, resolve } = Promise.withResolvers<void>();
      gates.push(resolve);
      return promise;
    },
    release() {
      for (const open of gates) open();
      gates = [];
    },
    held: () => gates.length,
    add(shot) {
      waiting.push({ shot, left: shot.times ?? 1 });
    },
    take(method, path) {
      const hit = waiting.find(
        ({ shot }) =>
          (shot.method === undefined || shot.method === method) &&
          (shot.path === undefined || shot.path.test(path)),
      );
      if (!hit) return undefined;
      hit.left -= 1;
      if (hit.left <= 0) waiting = waiting.filter((w) => w !== hit);
      return hit.shot.how;
    },
  };
}

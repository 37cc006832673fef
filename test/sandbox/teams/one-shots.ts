/** A fault that strikes the next calls that match, and then is used up. */
export type OneShot = {
  method?: string;
  path?: RegExp;
  how:
    | 'lost before'
    | 'lost after'
    /** Takes effect only when the call is released, whether or not somebody still waits. */
    | 'held'
    | { status: number; code?: string; headers?: Readonly<Record<string, string>> };
  times?: number;
};

export type OneShots = {
  add(shot: OneShot): void;
  /** Resolves when held calls are let go. */
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

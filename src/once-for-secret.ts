/** An object that the bot makes from a secret, such as credentials that keep a token. */
export type OnceForSecret<Made> = {
  /** The same as before, until the secret is another. */
  get(): Made;
  /** The next one is a new one. */
  forget(): void;
};

/** Makes something once for each new secret. Entra takes the old secret until somebody deletes it there. */
export function onceForSecret<Made>(
  secret: () => string,
  make: (secret: string) => Made,
): OnceForSecret<Made> {
  let last: { secret: string; made: Made } | undefined;
  return {
    get() {
      const now = secret();
      if (last?.secret !== now) last = { secret: now, made: make(now) };
      return last.made;
    },
    forget() {
      last = undefined;
    },
  };
}

/** The time by Graph's own clock, by which it dates the making and removing of accounts. */
export type GraphTime = {
  /** Notes the `Date` of an answer: https://www.rfc-editor.org/rfc/rfc9110#section-6.6.1, in whole seconds. */
  heard(date: string | null): void;
  /** At most some seconds early. Undefined until Graph has answered something. */
  now(): Date | undefined;
};

/** `moment`: milliseconds that pass evenly, even if somebody sets the clock of this machine. */
export function graphTime(moment: () => number): GraphTime {
  let ahead: number | undefined;
  return {
    heard(date) {
      const at = Date.parse(date ?? '');
      if (!Number.isNaN(at)) ahead = at - moment();
    },
    now: () => (ahead === undefined ? undefined : new Date(ahead + moment())),
  };
}

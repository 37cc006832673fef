import type { Activity } from 'botbuilder';
import * as v from 'valibot';

/** The entities of one shape. Teams' schema allows null for all of them, and anything in each. */
export function readEntities<S extends v.GenericSchema>(
  { entities }: Pick<Activity, 'entities'>,
  shape: S,
): v.InferOutput<S>[] {
  return (entities ?? []).flatMap((each) => {
    const read = v.safeParse(shape, each);
    return read.success ? [read.output] : [];
  });
}

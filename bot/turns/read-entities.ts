import type { Activity } from 'botbuilder';
import * as v from 'valibot';

/** Teams sends a few. Each costs the work of reading the whole text. */
const most = 200;

/** Reads the entities of one shape. Teams' schema allows null in place of the list, and anything inside. */
export function readEntities<S extends v.GenericSchema>(
  { entities }: Pick<Activity, 'entities'>,
  shape: S,
): v.InferOutput<S>[] {
  return (entities ?? []).slice(0, most).flatMap((each) => {
    const read = v.safeParse(shape, each);
    return read.success ? [read.output] : [];
  });
}

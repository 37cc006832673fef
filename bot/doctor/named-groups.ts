import type { Config } from '../../src/config.ts';
import type { RightsGroup } from '../../src/work/doctor/check-tenant.ts';

/** The groups that give rights in the bot, by the variables that name them. */
export function namedGroups({
  inviters,
  bulkInviters,
  operators,
}: Config['groups']): RightsGroup[] {
  const named = [
    { name: 'INVITERS_GROUP_ID', id: inviters },
    { name: 'OPERATORS_GROUP_ID', id: operators },
    ...(bulkInviters === inviters ? [] : [{ name: 'BULK_INVITERS_GROUP_ID', id: bulkInviters }]),
  ];
  return named.flatMap(({ name, id }) => (id === undefined ? [] : [{ name, id }]));
}

import type { Sku, User } from './directory.ts';
import { allSkuIds } from './directory.ts';
import type { Call, Reply } from './graph-call.ts';
import { badRequest, listIn, textIn } from './graph-call.ts';
import { smallRules, userRules } from './list-rules.ts';
import { listReply, selected } from './odata-list.ts';
import { userJson } from './render-objects.ts';
import { touchUser } from './touch-user.ts';
import { liveUser } from './users.ts';
import type { World } from './world.ts';
import { happened } from './world.ts';

const taken = (world: World, sku: Sku): number =>
  [...world.directory.users.values()].filter((user) => allSkuIds(user).includes(sku.skuId)).length;

export function listSkus(world: World, call: Call): Reply {
  const items = world.directory.skus.map((sku, index) => ({
    seq: index + 1,
    json: {
      id: `${world.directory.tenantId}_${sku.skuId}`,
      skuId: sku.skuId,
      skuPartNumber: sku.skuPartNumber,
      appliesTo: 'User',
      capabilityStatus: 'Enabled',
      consumedUnits: taken(world, sku),
      prepaidUnits: { enabled: sku.enabled, suspended: 0, warning: 0, lockedOut: 0 },
    },
  }));
  return listReply(world, call, items, smallRules);
}

export function assignLicense(world: World, call: Call): Reply {
  const user = liveUser(world, call.segments[1] ?? '', 'licences');
  const add = listIn(call.body, 'addLicenses');
  const remove = listIn(call.body, 'removeLicenses');
  if (!add || !remove) {
    throw badRequest('One or more parameters of the action assignLicense are missing.');
  }
  if (add.length > 0 && user.usageLocation === null) {
    throw badRequest('License assignment cannot be done for user with invalid usage location.');
  }
  const wanted = add.map((licence) => stockedSku(world, textIn(licence, 'skuId') ?? ''));
  for (const skuId of remove) refuseTaking(user, String(skuId));
  user.skuIds = user.skuIds.filter((id) => !remove.includes(id));
  for (const sku of wanted) if (!user.skuIds.includes(sku.skuId)) user.skuIds.push(sku.skuId);
  touchUser(world, user, ['assignedLicenses']);
  happened(world);
  return { status: 200, body: selected(userJson(user), null, userRules.defaults) };
}

/** Takes from a person only a licence that somebody assigned to that person. */
function refuseTaking(user: User, skuId: string): void {
  if (user.skuIds.includes(skuId)) return;
  if (user.groupSkus.some((held) => held.skuId === skuId)) {
    throw badRequest(
      'User license is inherited from a group membership and it cannot be removed directly from the user.',
    );
  }
  throw badRequest('User does not have a corresponding license.');
}

function stockedSku(world: World, skuId: string): Sku {
  const sku = world.directory.skus.find((candidate) => candidate.skuId === skuId);
  if (!sku) throw badRequest(`License ${skuId} does not correspond to a valid company License.`);
  if (taken(world, sku) >= sku.enabled) {
    throw badRequest(`Subscription with SKU ${skuId} does not have any available licenses.`);
  }
  return sku;
}

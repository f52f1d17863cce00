import type { CallOptions, Group, WhatsAppGateway } from './gateways/gateway.ts';
import { listing } from './listing.ts';

/**
 * Looks for a group on every page of the gateway's listing.
 * @returns its entry, and how many groups were listed until it was found (none at all prove nothing); `oneSource` where the
 *   gateway answers single groups out of this list
 */
export async function findInListing(
  gateway: WhatsAppGateway,
  groupId: string,
  call: CallOptions,
): Promise<{ entry?: Group; listed: number; oneSource: boolean }> {
  let listed = 0;
  let oneSource = false;
  for await (const { groups, answersGroups } of listing(gateway, call)) {
    oneSource ||= answersGroups;
    listed += groups.length;
    const entry = groups.find((group) => group.id === groupId);
    if (entry) return { entry, listed, oneSource };
  }
  return { listed, oneSource };
}

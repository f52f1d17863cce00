import { GatewayFailure } from './gateways/gateway-failure.ts';
import type { CallOptions, GroupPage, WhatsAppGateway } from './gateways/gateway.ts';

const PAGE_SIZE = 100;

/**
 * Reads all the groups that the gateway lists, a page at a time; each group once, also when the list moves meanwhile.
 * @throws {GatewayFailure} when a call fails, or the gateway shows the same page again and again
 */
export async function* listing(gateway: WhatsAppGateway, call: CallOptions): AsyncGenerator<GroupPage> {
  const seen = new Set<string>();
  for (let offset = 0; ; offset += PAGE_SIZE) {
    const page = await gateway.listGroups({ limit: PAGE_SIZE, offset }, call);
    const fresh = page.groups.filter(({ id }) => !seen.has(id));
    for (const { id } of fresh) seen.add(id);
    yield { ...page, groups: fresh };
    if (!page.more) return;
    if (page.groups.length > 0 && fresh.length === 0) throw repeated();
  }
}

function repeated(): GatewayFailure {
  const message =
    'the gateway shows the same page of its list of groups again, so the list has no end: update the gateway, or report it to its vendor';
  return new GatewayFailure('final', 'listing-repeats', message);
}

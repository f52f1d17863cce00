import { notYet } from './failures.ts';
import { GatewayFailure } from './gateways/gateway-failure.ts';
import type { CallOptions, WhatsAppGateway } from './gateways/gateway.ts';
import { findInListing } from './group-listing.ts';

/** Codes of a gateway that breaks on a call and does not say why. */
const BREAKDOWNS = ['server-error', 'upstream-error'];

export interface UnreadableGroup {
  gateway: WhatsAppGateway;
  groupId: string;
  /** Whether the books know the group by a request to leave it alone. */
  neverSeenIn: () => Promise<boolean>;
}

/**
 * Looks at a group, and does not wait for ever where the gateway breaks on this one group while its session and its listing
 * work: WEBJS answers HTTP 500 for a group that it does not know. A gateway that is down breaks on those as well.
 * @throws `MembershipUnclear` (retryable) in that case, with what the listing says; else what `look` throws
 */
export async function unlessUnreadable<T>(
  look: () => Promise<T>,
  group: UnreadableGroup,
  call: CallOptions,
): Promise<T> {
  try {
    return await look();
  } catch (error) {
    if (!(error instanceof GatewayFailure) || error.operation !== 'group') throw error;
    if (error.kind !== 'retry' || !BREAKDOWNS.includes(error.code)) throw error;
    const { code, message } = await toldByListing(error, group, call);
    throw notYet('MembershipUnclear', message, { code });
  }
}

async function toldByListing(
  { code, message }: GatewayFailure,
  { gateway, groupId, neverSeenIn }: UnreadableGroup,
  call: CallOptions,
): Promise<{ code: string; message: string }> {
  const { entry, listed } = await findInListing(gateway, groupId, call);
  const unclear = `membership is unclear: ${message}`;
  if (entry) return { code: 'group-unreadable', message: `${unclear} The listing shows the group` };
  if (listed === 0) return { code: 'empty-listing', message: `${unclear} The gateway lists no group at all` };
  if (!(await neverSeenIn())) return { code: 'group-unreadable', message: `${unclear} The listing does not show it` };
  const how = `reading it breaks (${code}), and the listing does not show it`;
  return { code: 'group-unknown', message: `the gateway does not know this group: check the id (${how})` };
}

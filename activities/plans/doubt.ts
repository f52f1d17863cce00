/** Below this, a number's groups may well have halved. */
const FEW = 10;

/**
 * Whether a listing is to be believed: gateways that have just restarted list few groups, or none (WAHA #1873, #1968). Pure.
 * @param expected how many it should show
 * @param accepted a person says that it is true
 * @returns why not, and what to do
 */
export function doubtOf(
  instanceId: string,
  { listed, expected, accepted }: { listed: number; expected: number; accepted: boolean },
): string | undefined {
  if (accepted) return undefined;
  const advice =
    'Look at the number on its phone; make a new plan once the gateway lists its groups again, or, if this is all there is, one that accepts the smaller listing (acceptSmallerListing, --accept-smaller-listing)';
  if (listed === 0)
    return `${instanceId}: the gateway lists no group at all, which is no proof of anything. ${advice}.`;
  if (expected < FEW || listed * 2 >= expected) return undefined;
  return `${instanceId}: the gateway lists ${listed} groups where about ${expected} were expected. ${advice}.`;
}

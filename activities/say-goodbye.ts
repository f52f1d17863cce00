import { atTheGateway } from './at-the-gateway.ts';
import { once } from './effect-once.ts';
import { GatewayFailure } from './gateways/gateway-failure.ts';
import type { CallOptions } from './gateways/gateway.ts';
import type { Instance } from './instances/instances.ts';
import type { Ports } from './ports.ts';
import type { Evidence } from './receipt.ts';
import { words } from './words.ts';
import type { GroupInput } from './save-invite-code.ts';

export interface GoodbyeInput extends GroupInput {
  exitId: string;
  text: string;
  /** How often a person has asked to try once more. */
  retries?: number;
}

/** Clocks of the gateway and the database differ by seconds; a goodbye is looked for from this much before its claim. */
const CLOCK_SKEW_MS = 120_000;
/** Room for the worker's own work around the gateway call. */
export const LEASE_MARGIN_MS = 10_000;

/** Says goodbye once (rule 7). @returns the evidence; failures as {@link once} throws them */
export const sayGoodbye = (ports: Ports) =>
  atTheGateway<GoodbyeInput, Evidence>(async ({ instanceId, groupId, exitId, text, retries }, call) => {
    const instance = ports.instances.get(instanceId);
    const { evidence } = await once(
      {
        key: { instanceId, groupId, exitId, effect: 'goodbye' },
        leaseMs: instance.callTimeoutMs + LEASE_MARGIN_MS,
        settleMs: ports.settleMs,
        retries,
        newMessageId: () => instance.gateway.newMessageId(call),
        act: async (claim) => {
          const message = { groupId, text, messageId: claim.messageId };
          const sent = await instance.gateway.sendText(message, call);
          return { kind: 'message', messageId: sent.messageId, found: 'answered' };
        },
        look: (claim) => findGoodbye(instance, groupId, text, claim, call),
      },
      ports.memberships,
    );
    return evidence;
  });

async function findGoodbye(
  { gateway }: Instance,
  groupId: string,
  text: string,
  claim: { messageId?: string; claimedAtMs: number },
  call: CallOptions,
): Promise<Evidence | undefined> {
  const messages = await gateway.ownMessages(groupId, claim.claimedAtMs - CLOCK_SKEW_MS, call);
  if (messages === 'nothing-shown') {
    // Sent again under the same id it is said once.
    if (claim.messageId !== undefined) return undefined;
    throw nothingShown();
  }
  const found = messages.find((message) => message.messageId === claim.messageId || sameWords(message.text, text));
  return found && { kind: 'message', messageId: found.messageId, found: 'looked-up' };
}

/** Without an id of ours the goodbye can only be seen, and a gateway that shows nothing has not shown that it is not there. */
function nothingShown(): GatewayFailure {
  const message = "the gateway shows no message of the group, not even other people's. Look in the group itself";
  return new GatewayFailure('final', 'no-message-shown', message);
}

/** Gateways change line ends and blanks; words they leave alone. */
function sameWords(one: string, other: string): boolean {
  return words(one) === words(other);
}

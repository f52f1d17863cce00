import { atTheGateway } from './at-the-gateway.ts';
import type { CallOptions } from './gateways/gateway.ts';
import { lookAtGroup, type GroupFacts, type GroupLook } from './group-facts.ts';
import type { Instance } from './instances/instances.ts';
import type { Ports } from './ports.ts';
import type { Receipt } from './receipt.ts';
import { seenOut, type SeenOut } from './seen-out.ts';
import { withNamed } from './successors.ts';
import { unlessUnreadable } from './unreadable-group.ts';

export interface PreFlightInput {
  instanceId: string;
  groupId: string;
  exitId: string;
  clientId?: string;
  reason: string;
  successors: string[];
}

/**
 * - `answered`: the row says withdrawn, so the old receipt is the answer
 * - `not-a-member`: by this reading we are out already; `unknownGroup` where neither the gateway nor the books have ever shown the
 *   group, so that its id may be mistyped (results that older versions recorded do not tell)
 * - `member`: go on; `leaving` when the point of no return is behind this exit already
 */
export type PreFlight =
  | { kind: 'answered'; receipt: Receipt }
  | ({ kind: 'not-a-member'; exitId: string; leaving: boolean; unknownGroup?: boolean } & SeenOut)
  | { kind: 'member'; exitId: string; leaving: boolean; facts: GroupFacts };

/** Opens the exit in the books and looks at the group. Changes nothing that people see. */
export const preFlight = (ports: Ports) =>
  atTheGateway<PreFlightInput, PreFlight>(async (input, call) => {
    const instance = ports.instances.get(input.instanceId);
    const opening = await ports.memberships.openExit(input);
    if (opening.kind === 'withdrawn') return { kind: 'answered', receipt: opening.receipt };
    const neverSeenIn = async () => (await ports.memberships.membership(input))?.neverSeenIn ?? false;
    const look = await lookOrTell(input, instance, neverSeenIn, ports, call);
    const { exitId, leaving } = opening;
    if (look.kind === 'member') {
      await ports.memberships.noteSeenIn(input);
      return { kind: 'member', exitId, leaving, facts: look.facts };
    }
    const unknownGroup = !look.shown && (await neverSeenIn());
    return { kind: 'not-a-member', exitId, leaving, unknownGroup, ...seenOut(look, ports) };
  });

/** The same look for a dry run: nothing is opened. */
export const previewGroup = (ports: Ports) =>
  atTheGateway<Omit<PreFlightInput, 'exitId'>, PreFlightPreview>(async (input, call) => {
    const instance = ports.instances.get(input.instanceId);
    const row = await ports.memberships.membership(input);
    const neverSeenIn = row?.neverSeenIn ?? true;
    const look = await lookOrTell(input, instance, async () => neverSeenIn, ports, call);
    const rowStatus = row?.status;
    if (look.kind === 'member') return { kind: 'member', rowStatus, facts: look.facts };
    const unknownGroup = !look.shown && neverSeenIn;
    return { kind: 'not-a-member', rowStatus, unknownGroup, ...seenOut(look, ports) };
  });

export type PreFlightPreview = { rowStatus?: string } & (
  | { kind: 'member'; facts: GroupFacts }
  | ({ kind: 'not-a-member'; unknownGroup: boolean } & SeenOut)
);

function lookOrTell(
  input: Omit<PreFlightInput, 'exitId'>,
  instance: Instance,
  neverSeenIn: () => Promise<boolean>,
  ports: Ports,
  call: CallOptions,
): Promise<GroupLook> {
  const { groupId } = input;
  const look = async () => lookAtGroup(groupId, instance, await withNamed(input, ports), ports, call);
  return unlessUnreadable(look, { gateway: instance.gateway, groupId, neverSeenIn }, call);
}

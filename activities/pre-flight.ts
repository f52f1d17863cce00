import { atTheGateway } from './at-the-gateway.ts';
import { lookAtGroup, type GroupFacts } from './group-facts.ts';
import type { Ports } from './ports.ts';
import type { Receipt } from './receipt.ts';
import { seenOut, type SeenOut } from './seen-out.ts';
import { withNamed } from './successors.ts';

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
 * - `not-a-member`: by this reading we are out already
 * - `member`: go on; `leaving` when the point of no return is behind this exit already
 */
export type PreFlight =
  | { kind: 'answered'; receipt: Receipt }
  | ({ kind: 'not-a-member'; exitId: string; leaving: boolean } & SeenOut)
  | { kind: 'member'; exitId: string; leaving: boolean; facts: GroupFacts };

/** Opens the exit in the books and looks at the group. Changes nothing that people see. */
export const preFlight = (ports: Ports) =>
  atTheGateway<PreFlightInput, PreFlight>(async (input, call) => {
    const instance = ports.instances.get(input.instanceId);
    const opening = await ports.memberships.openExit(input);
    if (opening.kind === 'withdrawn') return { kind: 'answered', receipt: opening.receipt };
    const look = await lookAtGroup(input.groupId, instance, await withNamed(input, ports), ports, call);
    const { exitId, leaving } = opening;
    if (look.kind === 'member') return { kind: 'member', exitId, leaving, facts: look.facts };
    return { kind: 'not-a-member', exitId, leaving, ...seenOut(look, ports) };
  });

/** The same look for a dry run: nothing is opened. */
export const previewGroup = (ports: Ports) =>
  atTheGateway<Omit<PreFlightInput, 'exitId'>, PreFlightPreview>(async (input, call) => {
    const instance = ports.instances.get(input.instanceId);
    const row = await ports.memberships.membership(input);
    const look = await lookAtGroup(input.groupId, instance, await withNamed(input, ports), ports, call);
    const rowStatus = row?.status;
    if (look.kind === 'member') return { kind: 'member', rowStatus, facts: look.facts };
    return { kind: 'not-a-member', rowStatus, ...seenOut(look, ports) };
  });

export type PreFlightPreview = { rowStatus?: string } & (
  | { kind: 'member'; facts: GroupFacts }
  | ({ kind: 'not-a-member' } & SeenOut)
);

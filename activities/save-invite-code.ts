import { atTheGateway } from './at-the-gateway.ts';
import type { Ports } from './ports.ts';

export interface GroupInput {
  instanceId: string;
  groupId: string;
}

/**
 * Saves the way back into the row; the code itself goes nowhere else. NOWEB answers many groups with a bare 500, for ever
 * (OpenWA PR #1122), and no exit waits for that.
 * @returns whether there was one
 */
export const saveInviteCode = (ports: Ports) =>
  atTheGateway<GroupInput, { saved: boolean }>(
    async (input, call) => {
      const { gateway } = ports.instances.get(input.instanceId);
      const inviteCode = await gateway.inviteCode(input.groupId, call);
      if (inviteCode === undefined) return { saved: false };
      await ports.memberships.saveInviteCode(input, inviteCode);
      return { saved: true };
    },
    { dispensable: true },
  );

import { createConnections } from '../../activities/gateways/http/connections.ts';
import { createWahaGateway } from '../../activities/gateways/waha.ts';
import { ana, secrets } from '../support/house.ts';
import type { Sandbox } from '../../worker/embedded/sandbox/start-sandbox.ts';

/**
 * What a script without any engine does for one group: the same gateway calls as an exit with every step, no database, no proof,
 * no second thought.
 */
export function plainLoop({ wahaUrl }: Sandbox): (groupId: string) => Promise<void> {
  const gateway = createWahaGateway({
    baseUrl: wahaUrl,
    apiKey: secrets.wahaKey,
    session: 'sales',
    timeoutMs: 10_000,
    pool: createConnections(),
  });
  return async (groupId) => {
    await gateway.session();
    const reading = await gateway.group(groupId);
    if (reading.kind === 'absent') throw new Error(`the sandbox has no group ${groupId}`);
    await gateway.inviteCode(groupId);
    await gateway.setDescription(groupId, `${reading.group.description}\n\nResources: example.org/case`);
    await gateway.promote(groupId, ana);
    await gateway.group(groupId);
    const messageId = await gateway.newMessageId();
    await gateway.sendText({ groupId, text: 'Goodbye.', messageId });
    await gateway.leave(groupId);
  };
}

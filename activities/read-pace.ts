import { log } from '@temporalio/activity';
import { atTheGateway } from './at-the-gateway.ts';
import { GatewayFailure } from './gateways/gateway-failure.ts';
import type { CallOptions, GatewayLimits, WhatsAppGateway } from './gateways/gateway.ts';
import type { PacePolicy } from './pace/policy.ts';
import { withinLimits } from './pace/within-limits.ts';
import type { Ports } from './ports.ts';

/**
 * How fast a number may work: what the instances file says, lowered to its gateway's own limits where they are stricter. While the
 * gateway does not tell them, the file alone counts.
 */
export const readPace = (ports: Ports) =>
  atTheGateway<{ instanceId: string }, PacePolicy>(async ({ instanceId }, call) => {
    const { pace, gateway } = ports.instances.get(instanceId);
    if (pace.name === 'none') return pace;
    const limits = await limitsOf(gateway, call);
    return limits === undefined ? pace : withinLimits(pace, limits);
  });

async function limitsOf(gateway: WhatsAppGateway, call: CallOptions): Promise<GatewayLimits | undefined> {
  try {
    return await gateway.limits?.(call);
  } catch (error) {
    if (!(error instanceof GatewayFailure)) throw error;
    // Nobody waits for them: the file's pace is careful already, and the gateway still refuses what is too much.
    log.warn(`the gateway's own limits are not known, so the pace of the instances file counts: ${error.message}`);
    return undefined;
  }
}

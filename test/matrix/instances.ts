import type { Dispatcher } from 'undici';
import { UnknownInstance, type Instance, type Instances } from '../../activities/instances/instances.ts';
import { presets } from '../../activities/pace/presets.ts';
import { openGateways } from '../../activities/instances/open-gateways.ts';
import type { Sandbox } from '../../worker/embedded/sandbox/start-sandbox.ts';
import type { Cell } from './cells.ts';
import { numberOf } from './numbers.ts';

/** Long enough for a busy machine, short enough for calls that are never answered. */
const CALL_TIMEOUT_MS = 2_000;

/** The numbers of all cells as the worker knows them, with the real adapters behind. */
export function instancesOf(cells: readonly Cell[], sandboxOf: (cell: Cell) => Sandbox, pool: Dispatcher): Instances {
  const known = new Map(cells.map((cell) => [cell.instanceId, instanceOf(cell, sandboxOf(cell), pool)]));
  return {
    get(instanceId) {
      const instance = known.get(instanceId);
      if (!instance) throw new UnknownInstance(`the matrix has no number ${instanceId}`);
      return instance;
    },
    // Every cell is a business of its own, which asks for nobody else's number: those faults are not its.
    all: () => [],
    successorsOfClient: () => [],
  };
}

function instanceOf(cell: Cell, { wahaUrl, wawpUrl }: Sandbox, pool: Dispatcher): Instance {
  const { instanceId } = cell;
  const { gateway, token, webhook } = numberOf(cell, 0, 0);
  const timeoutMs = CALL_TIMEOUT_MS;
  const settings =
    gateway === 'waha'
      ? ({ kind: 'waha', baseUrl: wahaUrl, timeoutMs, apiKey: token, session: instanceId } as const)
      : ({ kind: 'wawp', baseUrl: wawpUrl, timeoutMs, token, wawpInstanceId: instanceId } as const);
  return {
    instanceId,
    gatewayKind: gateway,
    gateway: openGateways(pool)(settings),
    callTimeoutMs: timeoutMs,
    successors: [],
    goodbyes: [],
    pace: presets.none,
    webhooks: { session: instanceId, secrets: [webhook.secret] },
  };
}

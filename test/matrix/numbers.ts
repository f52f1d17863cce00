import type { Place } from '../../worker/embedded/sandbox/faults/places.ts';
import type { NewNumber } from '../../worker/embedded/sandbox/world/seed.ts';
import type { Cell } from './cells.ts';

const engines = { 'waha/WEBJS': 'WEBJS', 'waha/NOWEB': 'NOWEB', 'waha/GOWS': 'GOWS', wawp: 'WEBJS' } as const;

/** The number of a cell: its own, with secrets of its own. */
export function numberOf({ instanceId, place }: Cell, index: number, port: number) {
  const gateway = gatewayOf(place);
  return {
    instanceId,
    gateway,
    engine: engines[place],
    token: `token-${instanceId}-51f0c7`,
    phoneId: `${491_555_010_0000 + index}@c.us`,
    webhook: {
      secret: `webhook-secret-${instanceId}-77aa`,
      url: `http://127.0.0.1:${port}/webhooks/${gateway}/${instanceId}`,
    },
  } satisfies NewNumber;
}

function gatewayOf(place: Place): 'waha' | 'wawp' {
  return place === 'wawp' ? 'wawp' : 'waha';
}

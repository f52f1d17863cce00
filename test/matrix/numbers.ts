import type { Place } from '../../worker/embedded/sandbox/faults/places.ts';
import type { NewNumber } from '../../worker/embedded/sandbox/world/seed.ts';
import type { Cell } from './cells.ts';

const engines = { 'waha/WEBJS': 'WEBJS', 'waha/NOWEB': 'NOWEB', 'waha/GOWS': 'GOWS', wawp: 'WEBJS' } as const;

/** WAHA's older events and the ones about messages are no proof of anything, and come all the same where somebody asked for them. */
const MORE_EVENTS = { waha: ['group.leave', 'message.any'], wawp: [] };

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
      events: ['group.v2.leave', 'group.v2.participants', 'session.status', ...MORE_EVENTS[gateway]],
      secret: `webhook-secret-${instanceId}-77aa`,
      url: `http://127.0.0.1:${port}/webhooks/${gateway}/${instanceId}`,
    },
  } satisfies NewNumber;
}

function gatewayOf(place: Place): 'waha' | 'wawp' {
  return place === 'wawp' ? 'wawp' : 'waha';
}

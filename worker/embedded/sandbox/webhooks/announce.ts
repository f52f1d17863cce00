import type { Faults } from '../faults/faults.ts';
import { memberOf } from '../world/rules.ts';
import type { Watcher, World } from '../world/world.ts';
import type { Courier } from './courier.ts';
import { deliveryOf } from './envelope.ts';
import { eventsFor } from './events.ts';

interface Announcing {
  world: World;
  faults: Faults;
  courier: Courier;
  /** From an event to its first webhook, ms. */
  delayMs: number;
}

/** Tells every number that was in the group what happened there, if it subscribed to such events with a URL. */
export function announce({ world, faults, courier, delayMs }: Announcing): Watcher {
  return (happening, before) => {
    const occurredAtMs = Date.now();
    for (const number of world.numbers()) {
      if (!number.webhook.url || !memberOf(before, number.phoneId)) continue;
      for (const event of eventsFor(number, happening, occurredAtMs)) {
        if (!number.webhook.events.includes(event.event)) continue;
        for (const delivery of faults.reroute(deliveryOf(number, event, delayMs), number)) courier.send(delivery);
      }
    }
  };
}

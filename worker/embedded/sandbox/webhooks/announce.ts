import { memberOf, type Happening } from '../world/rules.ts';
import type { SandboxGroup, SandboxNumber, SessionStatus } from '../world/types.ts';
import type { World } from '../world/world.ts';
import type { Courier } from './courier.ts';
import type { Delivery } from './delivery.ts';
import { deliveryOf, type GatewayEvent } from './envelope.ts';
import { eventsFor } from './events.ts';
import { sessionStatusEvent } from './session-events.ts';

interface Announcing {
  world: World;
  /** What is sent in the place of one delivery. */
  reroute: (delivery: Delivery, number: SandboxNumber) => Delivery[];
  courier: Courier;
  /** From an event to its first webhook, ms. */
  delayMs: number;
}

/** Tells the numbers what happened, each by its own gateway's events, as far as it subscribed to them with a URL. */
export class Announcer {
  readonly #announcing: Announcing;

  constructor(announcing: Announcing) {
    this.#announcing = announcing;
  }

  /** Tells every number that was in the group. */
  happened(happening: Happening, before: SandboxGroup): void {
    const occurredAtMs = Date.now();
    for (const number of this.#announcing.world.numbers()) {
      if (!memberOf(before, number.phoneId)) continue;
      this.tell(number, eventsFor(number, happening, occurredAtMs));
    }
  }

  /** @param data what is said about restrictions of the account */
  sessionChanged(number: SandboxNumber, before: SessionStatus, data: object = {}): void {
    this.tell(number, [sessionStatusEvent(number, before, Date.now(), data)]);
  }

  tell(number: SandboxNumber, events: GatewayEvent[]): void {
    const { reroute, courier, delayMs } = this.#announcing;
    if (!number.webhook.url) return;
    for (const event of events) {
      if (!number.webhook.events.includes(event.event)) continue;
      for (const delivery of reroute(deliveryOf(number, event, delayMs), number)) courier.send(delivery);
    }
  }
}

import { setTimeout as sleep } from 'node:timers/promises';
import type { Announcer } from '../webhooks/announce.ts';
import type { Courier } from '../webhooks/courier.ts';
import { eventsFor } from '../webhooks/events.ts';
import { newStanzaId } from '../world/act.ts';
import type { Journal } from '../world/journal.ts';
import { say } from '../world/rules.ts';
import type { Member, SandboxNumber, SessionStatus } from '../world/types.ts';
import type { World } from '../world/world.ts';

interface Behind {
  world: World;
  journal: Journal;
  announcer: Announcer;
  courier: Courier;
  /** Raised when the sandbox closes. */
  closing: AbortSignal;
}

/** What a gateway does by itself, besides answering: for faults that are more than a wrong answer. */
export class Backstage {
  readonly #behind: Behind;

  constructor(behind: Behind) {
    this.#behind = behind;
  }

  /** How many messages of this number a group has. */
  saidBy({ phoneId }: SandboxNumber, groupId: string): number {
    return this.#behind.world.messages(groupId).filter(({ author }) => author === phoneId).length;
  }

  /** Says the number's last message once more, under another id; journaled as an act of the gateway's own. */
  sayAgain({ phoneId, instanceId, gateway }: SandboxNumber, groupId: string, fault: string): void {
    const { world, journal } = this.#behind;
    const last = world.messages(groupId).findLast(({ author }) => author === phoneId);
    if (!last) return;
    const again = say(world.group(groupId), { ...last, stanzaId: newStanzaId(), sentAtMs: Date.now() });
    const entry = { kind: 'act', gateway, instanceId, operation: 'send-text', groupId, fault, status: 200 } as const;
    world.commit(again, journal.add(entry));
  }

  setStatus({ instanceId }: SandboxNumber, status: SessionStatus): SandboxNumber {
    return this.#behind.world.setSessionStatus(instanceId, status);
  }

  /** The session is STARTING for so long, then WORKING. */
  restart(number: SandboxNumber, ms: number): SandboxNumber {
    const { closing } = this.#behind;
    const starting = this.setStatus(number, 'STARTING');
    const back = () => void this.setStatus(number, 'WORKING');
    const isClosing = (error: unknown) => {
      if (!closing.aborted) throw error;
    };
    void sleep(ms, undefined, { signal: closing }).then(back, isClosing);
    return starting;
  }

  /** `session.status` with what WhatsApp restricts; the session stays as it is. */
  tellRestriction(number: SandboxNumber, data: object): void {
    this.#behind.announcer.sessionChanged(number, number.status, data);
  }

  /** Tells the number's webhook that somebody left at some time, whoever is in the group. */
  tellDeparture(number: SandboxNumber, groupId: string, who: Member, atMs: number): void {
    const group = this.#behind.world.findGroup(groupId);
    if (group) this.#behind.announcer.tell(number, eventsFor(number, { effect: 'left', group, who }, atMs));
  }

  /** Resolves when nothing is under way any more to this number about this group. */
  async delivered({ instanceId }: SandboxNumber, groupId: string): Promise<void> {
    const isMeant = (one: { instanceId: string; groupId?: string }) =>
      one.instanceId === instanceId && one.groupId === groupId;
    await this.#behind.courier.settled(isMeant);
  }
}

import type { Operation } from '../http/dialect.ts';
import type { Chat } from '../world/chat.ts';
import type { Delivery } from '../webhooks/delivery.ts';
import type { SandboxNumber } from '../world/types.ts';
import { z } from 'zod';
import { catalogue, faultNames } from './catalogue.ts';
import type { Door, Fault } from './fault.ts';
import { seededRandom } from './seeded-random.ts';
import { faultSettingsSchema, type FaultRule } from './rule.ts';

export const newFaultSchema = faultSettingsSchema.extend({ name: z.enum(faultNames) });

/** Asks for a fault by its name. */
export type NewFault = z.input<typeof newFaultSchema>;

/** What a rule's scope is compared with. */
interface Scope {
  instanceId?: string;
  groupId?: string;
  operation: string;
}

interface ActiveRule {
  rule: FaultRule;
  fault: Fault;
  random: () => number;
}

/** The faults asked for. Kept in memory: after a restart the sandbox is honest until it is asked again. */
export class Faults {
  readonly #door: Door;
  #active: ActiveRule[] = [];
  #added = 0;

  constructor(door: Door) {
    this.#door = door;
  }

  /** @throws {z.ZodError} naming each wrong field */
  add(input: NewFault): FaultRule {
    const asked = newFaultSchema.parse(input);
    this.#added += 1;
    const rule: FaultRule = { ...asked, id: `fault-${this.#added}`, struck: 0 };
    const fault: Fault = catalogue[asked.name].fault;
    this.#active.push({ rule, fault, random: seededRandom(rule.seed) });
    if (fault.onAdded) {
      rule.struck += 1;
      fault.onAdded(this.#door, rule);
    }
    return { ...rule };
  }

  list(): FaultRule[] {
    return this.#active.map(({ rule }) => ({ ...rule }));
  }

  /** @returns whether there was such a rule */
  remove(id: string): boolean {
    const before = this.#active.length;
    this.#active = this.#active.filter(({ rule }) => rule.id !== id);
    return this.#active.length < before;
  }

  clear(): void {
    this.#active = [];
  }

  /** The first rule that strikes this call: rules stand in a queue, each until its `times` are over. */
  strikeCall(scope: Scope): { rule: FaultRule; onCall: NonNullable<Fault['onCall']> } | undefined {
    for (const { rule, fault, random } of this.#active) {
      if (fault.onCall && matches(rule, scope) && strikes(rule, random)) return { rule, onCall: fault.onCall };
    }
    return undefined;
  }

  /** The chats a reading shows. A rule's group says which chat it hides or empties, not which calls it strikes. */
  distort(chats: Chat[], scope: { instanceId: string; operation: Operation }): { chats: Chat[]; by: string[] } {
    const by: string[] = [];
    for (const { rule, fault, random } of this.#active) {
      if (!fault.onReading || !matches({ ...rule, groupId: undefined }, scope)) continue;
      const distorted = fault.onReading(chats, rule, scope.operation);
      if (distorted === chats || !strikes(rule, random)) continue;
      chats = distorted;
      by.push(rule.name);
    }
    return { chats, by };
  }

  /** What is sent in the place of one delivery; every rule that strikes has its turn, in order. */
  reroute(delivery: Delivery, number: SandboxNumber): Delivery[] {
    const scope = { instanceId: number.instanceId, groupId: delivery.groupId, operation: delivery.event };
    let deliveries = [delivery];
    for (const { rule, fault, random } of this.#active) {
      const { onWebhook } = fault;
      if (!onWebhook || !matches(rule, scope) || !strikes(rule, random)) continue;
      deliveries = deliveries.flatMap((one) => onWebhook({ ...one, fault: rule.name }, rule, number));
    }
    return deliveries;
  }
}

function matches(rule: Omit<Scope, 'operation'> & { operation?: string }, scope: Scope): boolean {
  return (
    (rule.instanceId === undefined || rule.instanceId === scope.instanceId) &&
    (rule.groupId === undefined || rule.groupId === scope.groupId) &&
    (rule.operation === undefined || rule.operation === scope.operation)
  );
}

/** Draws for every match, so that the same seed strikes the same calls whatever `times` says. */
function strikes(rule: FaultRule, random: () => number): boolean {
  const drawn = random() < rule.share;
  if (!drawn || rule.struck >= (rule.times ?? Infinity)) return false;
  rule.struck += 1;
  return true;
}

import type { Operation } from '../http/dialect.ts';
import type { Chat } from '../world/chat.ts';
import type { Delivery } from '../webhooks/delivery.ts';
import type { SandboxNumber } from '../world/types.ts';
import { catalogue } from './catalogue.ts';
import type { Fault, View } from './fault.ts';
import { newFaultSchema, type NewFault } from './new-fault.ts';
import { concerns, isDue, matches, strikes, type CallScope } from './scope.ts';
import { seededRandom } from './seeded-random.ts';
import type { FaultRule } from './rule.ts';

interface ActiveRule {
  rule: FaultRule;
  fault: Fault;
  random: () => number;
  addedAtMs: number;
}

type Stage = Parameters<NonNullable<Fault['onBegin']>>[0];

/** The faults asked for. Kept in memory: after a restart the sandbox is honest until it is asked again. */
export class Faults {
  readonly #stage: Stage;
  readonly #nowMs: () => number;
  #active: ActiveRule[] = [];
  #added = 0;

  /** @param nowMs the clock of `fromMs`, `untilMs` and `forMs` */
  constructor(stage: Stage, nowMs: () => number = Date.now) {
    this.#stage = stage;
    this.#nowMs = nowMs;
  }

  /** @throws {z.ZodError} naming each wrong field; {NotInSandbox} where it is about a number or a group that is not there */
  add(input: NewFault): FaultRule {
    const asked = newFaultSchema.parse(input);
    if (asked.instanceId !== undefined) this.#stage.world.number(asked.instanceId);
    if (asked.groupId !== undefined) this.#stage.world.group(asked.groupId);
    this.#added += 1;
    const rule: FaultRule = { ...asked, id: `fault-${this.#added}`, struck: 0 };
    const fault = catalogue[asked.name];
    const active = { rule, fault, random: seededRandom(rule.seed), addedAtMs: this.#nowMs() };
    if (fault.onBegin && !waitsForCall(rule)) this.#begin(active);
    this.#active.push(active);
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
  strikeCall(scope: CallScope): { rule: FaultRule; onCall: NonNullable<Fault['onCall']> } | undefined {
    for (const active of this.#due()) if (isMeant(active.rule, scope)) this.#begin(active);
    for (const { rule, fault, random } of this.#due()) {
      const { onCall } = fault;
      if (!onCall || !concerns(fault, scope.operation) || !matches(rule, scope)) continue;
      if (fault.onlyAfterLeaving && !scope.hasLeft) continue;
      if (strikes(rule, random)) return { rule, onCall };
    }
    return undefined;
  }

  /** The chats a reading shows. A rule's group says which chat it hides or empties, not which calls it strikes. */
  distort(view: View, scope: { instanceId: string; operation: Operation }): { chats: Chat[]; by: string[] } {
    const by: string[] = [];
    let { chats } = view;
    for (const { rule, fault, random } of this.#due()) {
      if (!fault.onReading || !concerns(fault, scope.operation)) continue;
      if (!matches({ ...rule, groupId: undefined }, scope)) continue;
      const distorted = fault.onReading({ ...view, chats }, rule);
      if (isSame(distorted, chats) || !strikes(rule, random)) continue;
      chats = distorted;
      by.push(rule.name);
    }
    return { chats, by };
  }

  /** What is sent in the place of one delivery; every rule that strikes has its turn, in order. */
  reroute(delivery: Delivery, number: SandboxNumber): Delivery[] {
    const scope = { instanceId: number.instanceId, groupId: delivery.groupId, operation: delivery.event };
    let deliveries = [delivery];
    for (const { rule, fault, random } of this.#due()) {
      const { onWebhook, onCall } = fault;
      // Of a fault that is about calls too, the operation names the call.
      const meant = onCall ? { ...rule, operation: undefined } : rule;
      if (!onWebhook || !matches(meant, scope) || !strikes(rule, random)) continue;
      deliveries = deliveries.flatMap((one) => onWebhook({ ...one, fault: rule.name }, rule, number));
    }
    return deliveries;
  }

  /** What lasts begins once. */
  #begin({ rule, fault, random }: ActiveRule): void {
    if (!fault.onBegin || rule.struck > 0 || !strikes(rule, random)) return;
    fault.onBegin(this.#stage, rule);
  }

  #due(): ActiveRule[] {
    const nowMs = this.#nowMs();
    return this.#active.filter(({ rule, addedAtMs }) => isDue(rule, nowMs - addedAtMs));
  }
}

/** Whether a fault that lasts begins with a call only, and not as it is asked for. */
function waitsForCall({ fromMs, operation, share }: FaultRule): boolean {
  return (fromMs ?? 0) > 0 || operation !== undefined || share < 1;
}

/** Whether this call may be the one that such a fault begins with: a list of groups shows its group, too. */
function isMeant(rule: FaultRule, scope: CallScope): boolean {
  return matches({ ...rule, ...(scope.groupId === undefined ? { groupId: undefined } : {}) }, scope);
}

/** A reading that nothing was changed about is not struck. */
function isSame(before: Chat[], after: Chat[]): boolean {
  return before.length === after.length && before.every((chat, index) => chat === after[index]);
}

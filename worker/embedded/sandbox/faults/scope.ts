import type { Fault } from './fault.ts';
import type { FaultRule } from './rule.ts';

/** What a rule's scope is compared with. */
interface Scope {
  instanceId?: string;
  groupId?: string;
  operation: string;
}

/** A call, and whether the number has left the group it is about. */
export type CallScope = Scope & { hasLeft: boolean };

/** Whether a rule strikes so long after it was asked for. */
export function isDue({ fromMs = 0, untilMs = Infinity, forMs = Infinity }: FaultRule, ageMs: number): boolean {
  return ageMs >= fromMs && ageMs < untilMs && ageMs < fromMs + forMs;
}

/** Whether a fault can strike such calls at all. */
export function concerns({ operations }: Fault, operation: string): boolean {
  return operations === undefined || operations.some((one) => one === operation);
}

/** Whether a rule's scope takes this in; what it leaves out matches everything. */
export function matches(rule: Omit<Scope, 'operation'> & { operation?: string }, scope: Scope): boolean {
  return (
    (rule.instanceId === undefined || rule.instanceId === scope.instanceId) &&
    (rule.groupId === undefined || rule.groupId === scope.groupId) &&
    (rule.operation === undefined || rule.operation === scope.operation)
  );
}

/** Draws for every match, so that the same seed strikes the same calls whatever `times` says. */
export function strikes(rule: FaultRule, random: () => number): boolean {
  const drawn = random() < rule.share;
  if (!drawn || rule.struck >= (rule.times ?? Infinity)) return false;
  rule.struck += 1;
  return true;
}

import { operationNames } from '../http/dialect.ts';
import { eventNames } from '../webhooks/event-names.ts';
import type { Fault } from './fault.ts';

/** What a rule for this fault may name as its `operation`: the calls it can strike, or where it strikes none, the events. */
export function operationsFor({ operations, onCall, onWebhook }: Fault): readonly string[] {
  if (operations) return operations;
  return onWebhook && !onCall ? eventNames : operationNames;
}

import type { UnusedEvent } from '../webhooks.ts';

/** @param name the gateway's name of the event */
export function unused(name: string, why: string): UnusedEvent {
  return { kind: 'unused', name, why };
}

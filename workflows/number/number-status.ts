import { DAY_MS } from '../pace/used.ts';
import type { Actor } from './actor.ts';
import { expectedTurns } from './expected-turns.ts';
import type { NumberStatus } from './messages.ts';
import { nextGrant } from './next-step.ts';
import { reasons, standstillText } from './standstill-text.ts';

/** As many as fit on a screen. */
const MOST_SHOWN = 20;

/** Where the number stands. Pure but for the actor it reads. */
export function numberStatus(instanceId: string, { carried, inOrder }: Actor, nowMs: number): NumberStatus {
  const { turn, pause, restriction, used, pace, paceFault } = carried;
  const next = nextGrant(carried, nowMs);
  const expected = expectedTurns(carried, nowMs, MOST_SHOWN);
  return {
    instanceId,
    state: pause ? 'paused' : restriction ? 'restricted' : 'working',
    pause: pause && { reason: pause.reason, pausedBy: pause.pausedBy, ...times(pause) },
    restriction: restriction && { code: restriction.code, message: restriction.message, ...times(restriction) },
    standstill: standstillText(carried),
    policy: pace?.name,
    fault: paceFault,
    usedToday: used.grantedAtMs.filter((grantedAtMs) => grantedAtMs > nowMs - DAY_MS).length,
    turn: turn && { workflowId: turn.workflowId, since: iso(turn.grantedAtMs), leaseUntil: iso(turn.leaseUntilMs) },
    next:
      next && inOrder.length > 0
        ? { at: iso(next.atMs), because: next.because, why: reasons[next.because] }
        : undefined,
    waiting: inOrder.length,
    queue: inOrder.slice(0, MOST_SHOWN).map(({ workflowId, urgency, finishing }, index) => {
      const aboutMs = expected[index];
      return { workflowId, urgency, finishing, about: aboutMs === undefined ? undefined : iso(aboutMs) };
    }),
  };
}

function times({ sinceMs, untilMs }: { sinceMs: number; untilMs?: number }): { since: string; until?: string } {
  return { since: iso(sinceMs), until: untilMs === undefined ? undefined : iso(untilMs) };
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}

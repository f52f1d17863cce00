import { describe, expect, test } from 'vitest';
import { presets } from '../../activities/pace/presets.ts';
import type { TurnFailure, TurnRequest } from '../../activities/turns.ts';
import { Actor } from '../../workflows/number/actor.ts';
import { dueAtMs } from '../../workflows/number/next-step.ts';
import { numberStatus } from '../../workflows/number/number-status.ts';

const NOW_MS = Date.parse('2026-11-02T12:00:00Z');
const MINUTE_MS = 60_000;

const request = (group: number, changes: Partial<TurnRequest> = {}): TurnRequest => ({
  workflowId: `exit/sales/${group}@g.us`,
  askId: `ask-${group}`,
  urgency: 'request',
  finishing: false,
  askedAtMs: NOW_MS + group,
  ...changes,
});

function actorWith(...requests: TurnRequest[]): Actor {
  const actor = new Actor(undefined, () => 0.5);
  for (const one of requests) actor.ask(one, NOW_MS);
  actor.carried.pace = presets.gentle;
  actor.carried.paceDueAtMs = NOW_MS + 15 * MINUTE_MS;
  return actor;
}

function grantFirst(actor: Actor, nowMs = NOW_MS) {
  const [first] = actor.inOrder;
  if (!first) throw new Error('nobody waits');
  return actor.grant(first, presets.gentle, nowMs);
}

const waiting = (actor: Actor) => actor.inOrder.map(({ workflowId }) => workflowId);

describe('the queue', () => {
  test('is headed by the exit that has said goodbye, then goes by urgency and age', () => {
    const actor = actorWith(
      request(1),
      request(2),
      request(3, { urgency: 'inactivity' }),
      request(4, { urgency: 'expiry' }),
      request(5, { urgency: 'inactivity', finishing: true }),
    );
    expect(waiting(actor)).toEqual([5, 4, 1, 2, 3].map((group) => request(group).workflowId));
  });

  test('has an exit once, however often it asks', () => {
    const actor = actorWith(request(1), request(2), request(1), request(1, { askId: 'anew' }));
    expect(actor.inOrder.map(({ askId }) => askId)).toEqual(['anew', 'ask-2']);
  });

  test('takes no more than Temporal takes as one input: whoever finds no room asks again', () => {
    const actor = actorWith(...Array.from({ length: 5_001 }, (_, group) => request(group)));
    expect(actor.inOrder).toHaveLength(5_000);
    expect(JSON.stringify(actor.carried).length).toBeLessThan(2 * 1_024 * 1_024);
  });

  test('is not left by what an exit gives back of an earlier question', () => {
    const actor = actorWith(request(1, { askId: 'anew' }));
    actor.turnOver({ workflowId: request(1).workflowId, askId: 'ask-1' }, NOW_MS);
    expect(actor.inOrder).toHaveLength(1);
  });
});

describe('a turn', () => {
  test('is not given up by its own question, delivered once more', () => {
    const actor = actorWith(request(1));
    const { turn } = grantFirst(actor);
    actor.ask(request(1), NOW_MS);
    expect(actor.carried).toMatchObject({ turn, queue: [] });
  });

  test('of an exit that asks anew is over: that exit has begun again', () => {
    const actor = actorWith(request(1));
    grantFirst(actor);
    actor.ask(request(1, { askId: 'anew' }), NOW_MS + 1);
    expect(actor.carried.turn).toBeUndefined();
    expect(actor.carried.used.lastEndMs).toBe(NOW_MS + 1);
    expect(actor.inOrder.map(({ askId }) => askId)).toEqual(['anew']);
  });

  test('that could not be granted was none', () => {
    const actor = actorWith(request(1));
    const { takeBack } = grantFirst(actor);
    takeBack();
    expect(actor.carried).toMatchObject({ turn: undefined, queue: [], used: { grantedAtMs: [] } });
  });

  test('lapses, and the gap counts from then', () => {
    const actor = actorWith(request(1), request(2));
    const { turn } = grantFirst(actor);
    expect(dueAtMs(actor.carried, NOW_MS)).toBe(turn.leaseUntilMs);
    actor.expire(turn.leaseUntilMs);
    actor.carried.paceDueAtMs = Infinity;
    expect(dueAtMs(actor.carried, turn.leaseUntilMs)).toBeGreaterThanOrEqual(turn.leaseUntilMs + 45_000);
  });
});

describe('a failure', () => {
  const failed = (code: string): TurnFailure => ({ kind: 'failed', code, message: 'the gateway is away' });

  function after(...failures: (TurnFailure | undefined)[]): Actor {
    const actor = actorWith();
    for (const [group, failure] of failures.entries()) {
      actor.ask(request(group), NOW_MS);
      grantFirst(actor);
      actor.turnOver({ workflowId: request(group).workflowId, failure }, NOW_MS);
    }
    return actor;
  }

  test('of another kind, or a turn that ended well, begins the count anew', () => {
    const away = failed('unreachable');
    expect(after(away, away, failed('refused'), away, undefined, away, away).carried.restriction).toBeUndefined();
    expect(after(away, away, away).carried.restriction).toMatchObject({ code: 'unreachable' });
  });

  test('that goes on after the number has tried again stops it at once', () => {
    const away = { ...failed('unreachable'), untilMs: NOW_MS + 60 * MINUTE_MS };
    const actor = after(away, away, away);
    actor.expire(NOW_MS + 60 * MINUTE_MS);
    expect(actor.carried.restriction).toBeUndefined();
    actor.turnOver({ workflowId: 'exit/sales/9@g.us', failure: failed('unreachable') }, NOW_MS + 61 * MINUTE_MS);
    expect(actor.carried.restriction).toMatchObject({ code: 'unreachable' });
  });

  test('for the rate lengthens the gap, for at most a day', () => {
    const limited = (untilMs?: number): TurnFailure => ({ kind: 'slow-down', code: 'quota', message: 'slow', untilMs });
    expect(after(limited()).carried.used.gapMs).toBe(5 * MINUTE_MS);
    expect(after(limited(NOW_MS + 60 * MINUTE_MS)).carried.used.gapMs).toBe(60 * MINUTE_MS);
    expect(after(limited(NOW_MS + 1e12)).carried.used.gapMs).toBe(24 * 60 * MINUTE_MS);
    expect(after(limited(NOW_MS + 1)).carried.used.gapMs).toBeGreaterThanOrEqual(45_000);
  });

  test('of a restriction does not make forgotten until when an event has said that it lasts', () => {
    const actor = after();
    const untilMs = NOW_MS + 60 * MINUTE_MS;
    actor.sessionSeen({ state: 'working', restriction: { code: 'account-restricted', untilMs }, atMs: NOW_MS }, NOW_MS);
    const failure = { kind: 'restricted', code: 'account-restricted', message: '463' } as const;
    actor.turnOver({ workflowId: 'exit/sales/9@g.us', failure }, NOW_MS + 1);
    expect(actor.carried.restriction).toMatchObject({ untilMs });
  });
});

test('outside of its hours the number says when it goes on, and why not before', () => {
  const sunday = Date.parse('2026-11-01T23:00:00Z');
  const actor = actorWith(request(1));
  expect(numberStatus('sales', actor, sunday)).toMatchObject({
    state: 'working',
    next: { at: '2026-11-02T09:00:00.000Z', because: 'weekday' },
    queue: [{ about: '2026-11-02T09:00:00.000Z' }],
  });
});

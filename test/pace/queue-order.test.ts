import { expect, test } from 'vitest';
import { queueOrder, type Asker } from '../../workflows/pace/queue-order.ts';

const HOUR_MS = 60 * 60_000;

function asker(workflowId: string, more: Partial<Asker>): Asker {
  return { workflowId, urgency: 'request', finishing: false, askedAtMs: 0, ...more };
}

function orderOf(...askers: Asker[]): string[] {
  return askers.toSorted(queueOrder).map(({ workflowId }) => workflowId);
}

test('who has said goodbye goes before everybody, and the urgent before the patient', () => {
  const order = orderOf(
    asker('idle', { urgency: 'inactivity' }),
    asker('asked', {}),
    asker('due', { urgency: 'expiry', askedAtMs: HOUR_MS }),
    asker('reached', { urgency: 'milestone', askedAtMs: HOUR_MS }),
    asker('said goodbye', { urgency: 'inactivity', finishing: true, askedAtMs: 2 * HOUR_MS }),
  );
  expect(order).toEqual(['said goodbye', 'due', 'reached', 'asked', 'idle']);
});

test('among equals it is first come, first served, and the same order every time', () => {
  expect(orderOf(asker('late', { askedAtMs: 2 }), asker('b', { askedAtMs: 1 }), asker('a', { askedAtMs: 1 }))).toEqual([
    'a',
    'b',
    'late',
  ]);
});

test('a day of waiting makes up for a grade of urgency', () => {
  const waiting = asker('waiting', { urgency: 'request' });
  const soon = asker('reached', { urgency: 'milestone', askedAtMs: 23 * HOUR_MS });
  const later = asker('reached', { urgency: 'milestone', askedAtMs: 25 * HOUR_MS });
  expect(orderOf(waiting, soon)).toEqual(['reached', 'waiting']);
  expect(orderOf(waiting, later)).toEqual(['waiting', 'reached']);
});

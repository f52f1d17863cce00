import { expect, test } from 'vitest';
import type { Evidence, StepRecord } from '../../activities/receipt.ts';
import { stepLine } from '../../client/cli/step-lines.ts';

const at = '2026-08-01T00:00:00.000Z';

function lineOf(evidence: Evidence, more: Partial<StepRecord> = {}): string {
  return stepLine({ step: 'leave', outcome: 'done', evidence, startedAt: at, finishedAt: at, ...more });
}

test.each<[string, Evidence]>([
  ['message 3EB0AA', { kind: 'message', messageId: '3EB0AA', found: 'answered' }],
  ['message 3EB0AA, found in the chat', { kind: 'message', messageId: '3EB0AA', found: 'looked-up' }],
  ['read back: successor 1 of the list is admin', { kind: 'read-back', what: 'successor 1 of the list is admin' }],
  ['webhook evt_1', { kind: 'event', eventId: 'evt_1', occurredAt: at }],
  [
    'read: group: absent; listing: not in it',
    { kind: 'reading', sources: ['group: absent', 'listing: not in it'], readAt: at },
  ],
  ['accepted by the gateway', { kind: 'accepted', requestedAt: at }],
  ['3 keys', { kind: 'count', what: 'keys', count: 3 }],
])('a step that was proven says how: %s', (words, evidence) => {
  expect(lineOf(evidence)).toBe(`✓ leave                ${words}`);
});

test('an answer that nobody documents is told beside the proof', () => {
  expect(lineOf({ kind: 'accepted', requestedAt: at, undocumented: 'HTTP 202, empty body' })).toContain(
    'accepted by the gateway; the gateway gave an undocumented answer (HTTP 202, empty body)',
  );
});

test('what was not done keeps its reason before its proof', () => {
  const unknown = { outcome: 'unknown', code: 'timeout', detail: 'no answer' } as const;
  expect(lineOf({ kind: 'accepted', requestedAt: at }, unknown)).toBe(
    '? leave                unknown (timeout): no answer; accepted by the gateway',
  );
});

import { expect, test } from 'vitest';
import type { StepRecord } from '../../activities/receipt.ts';
import { exitDetails } from '../../workflows/exit-details.ts';
import type { GroupExitInput } from '../../workflows/messages.ts';

const input: GroupExitInput = {
  instanceId: 'sales',
  groupId: '120363000000000001@g.us',
  reason: 'case closed',
  requestedBy: 'crm',
  successors: [],
  handover: 'when-only-admin',
  onNoSuccessor: 'hold',
  goodbye: { kind: 'default' },
};

test('the Temporal UI shows beside the proof that the answer was one that nobody documents', () => {
  const at = '2026-08-01T00:00:00.000Z';
  const goodbye: StepRecord = {
    step: 'goodbye',
    outcome: 'done',
    evidence: { kind: 'message', messageId: '3EB0AA', found: 'looked-up', undocumented: 'HTTP 201, {queued: boolean}' },
    startedAt: at,
    finishedAt: at,
  };
  expect(
    exitDetails(input, { stage: 'leaving', moving: true, paused: false, cancelRequested: false, steps: [goodbye] }),
  ).toContain('| ✓ done | message `3EB0AA`: the gateway gave an undocumented answer (HTTP 201, {queued: boolean}) |');
});

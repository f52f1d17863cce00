import { expect, it } from 'vitest';
import type { ReportLine, StepRecord } from '../../client/index.ts';
import { audit } from '../../worker/embedded/demonstration/audit.ts';
import { groupsOf } from '../../worker/embedded/demonstration/groups.ts';
import { whatWentWrong } from '../../worker/embedded/demonstration/went-wrong.ts';
import type { JournalEntry } from '../../worker/embedded/sandbox/world/journal-entry.ts';
import { FEW } from './few.ts';
import { makeGroup, makeNumber } from '../../worker/embedded/sandbox/world/seed.ts';

const at = '2026-11-02T10:00:00.000Z';
const groupId = '120363000000000001@g.us';
const number = makeNumber({ instanceId: 'sales', gateway: 'waha', token: 'key', phoneId: '12025550101@c.us' });
const step = (name: StepRecord['step'], more: Partial<StepRecord> = {}): StepRecord => ({
  step: name,
  outcome: 'done',
  startedAt: at,
  finishedAt: at,
  ...more,
});
const byWebhook = step('confirmation', { evidence: { kind: 'event', eventId: 'e-1', occurredAt: at } });

function line(more: Partial<ReportLine> = {}): ReportLine {
  const steps = [step('successor'), step('goodbye'), byWebhook];
  const group = { instanceId: 'sales', groupId };
  return { ...group, verdict: 'leave', state: 'settled', outcome: 'left', steps, holds: [], ...more };
}

function entries(...effects: JournalEntry['effect'][]): JournalEntry[] {
  return effects.map((effect, index) => entry({ effect, seq: index + 1 }));
}

function entry(more: Partial<JournalEntry>): JournalEntry {
  const call = { kind: 'call', operation: 'leave', status: 200, effect: 'none' } as const;
  return { seq: 1, atMs: 0, instanceId: 'sales', groupId, ...call, ...more };
}

function witness(journal: JournalEntry[], isIn = false) {
  const members = isIn ? [{ instanceId: 'sales' }] : [];
  const group = makeGroup({ id: groupId, name: 'Order 1001', members }, () => number);
  return { journal, group: () => group, number: () => number };
}

it.each<[string, ReportLine, JournalEntry[], boolean, string]>([
  ['a goodbye that was never said', line(), entries('promoted', 'left'), false, '0 goodbyes instead of 1'],
  ['a second goodbye', line(), entries('promoted', 'said', 'said', 'left'), false, '2 goodbyes instead of 1'],
  ['a goodbye of one that stays', line({ outcome: 'abandoned' }), entries('said'), true, '1 goodbyes instead of 0'],
  ['a departure that never was', line(), entries('promoted', 'said'), true, '0 departures instead of 1'],
  ['a second departure', line(), entries('promoted', 'said', 'left', 'left'), false, '2 departures instead of 1'],
  ['a successor after the departure', line(), entries('said', 'left', 'promoted'), false, 'left before its successor'],
  ['one that is still in', line(), entries('promoted', 'said', 'left'), true, 'the number is still in it'],
  ['one that is out', line({ outcome: 'held', steps: [] }), [], false, 'the number is not in it any more'],
  ['one that is not settled', line({ state: 'started' }), entries('promoted', 'said', 'left'), false, 'not settled'],
])('finds %s', (_, told, journal, isIn, complaint) => {
  expect(audit([told], witness(journal, isIn)).wrong.join('\n')).toContain(complaint);
});

it('finds a group that was left without an admin', () => {
  const journal = [...entries('said'), entry({ effect: 'left', detail: 'network-succession', seq: 2 })];
  const told = line({ steps: [step('goodbye'), byWebhook] });
  expect(audit([told], witness(journal)).wrong).toEqual([expect.stringContaining('left without an admin')]);
});

it('counts what went as it should', () => {
  const journal = entries('described', 'promoted', 'said', 'left');
  expect(audit([line()], witness(journal))).toEqual({ left: 1, greeted: 1, handedOver: 1, wrong: [] });
});

it('tells each fault with the groups in which it was seen, and how these ended', () => {
  const groups = groupsOf(1, FEW).filter(({ fault }) => fault);
  const lost = groups.find(({ fault }) => fault?.name === 'webhook-lost');
  const late = groups.find(({ fault }) => fault?.name === 'webhook-delayed');
  if (!lost || !late) throw new Error('the demonstration plays no lost and no late webhook any more');
  const byReadings = step('confirmation', { evidence: { kind: 'reading', sources: ['group'], readAt: at } });
  const report = [line({ ...lost, steps: [byReadings] }), line({ ...late, outcome: 'failed' })];
  const { instanceId } = late;
  const heard = entry({ kind: 'webhook', instanceId, groupId: late.groupId, fault: 'webhook-delayed' });

  expect(whatWentWrong(groups, report, [heard, { ...heard, seq: 2 }])).toEqual([
    ['the webhook is lost', '1', 'after 30 s two readings prove it', '1 left, by readings'],
    ['the webhook comes late', '1', 'waited for', '1 failed'],
  ]);
});

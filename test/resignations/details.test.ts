import { expect, test } from 'vitest';
import type { NumberProgress, ResignationProgress } from '../../client/index.ts';
import { resignationDetails } from '../../workflows/resignation/resignation-details.ts';

const number = (instanceId: string, settled: number): NumberProgress => ({
  instanceId,
  groups: 100,
  open: 100 - settled,
  running: 0,
  holds: 0,
  settled,
});

const progress: ResignationProgress = {
  resignationId: 'r-1',
  planId: 'plan-1',
  state: 'running',
  ...number('', 40),
  outcomes: { left: 38, failed: 2 },
  numbers: [number('sales', 40)],
  perHour: 20,
  endsAt: '2026-03-02T10:00:00.000Z',
  startedAt: '2026-03-01T08:00:00.000Z',
  asOf: '2026-03-01T10:00:00.000Z',
};

test('says how far it is, until when, and what came of the groups', () => {
  const text = resignationDetails('r-1', 'running', progress, undefined);
  expect(text).toContain('**Running**');
  expect(text).toContain(
    '40 of 100 groups settled (left 38, failed 2); 20 an hour, done at about 2026-03-02 10:00 UTC',
  );
  // The UI leaves no room between columns: 40 of 100 and 0 under way would read as 40 of 1000.
  expect(text).toContain('| sales\u00A0\u00A0 | 40 of 100\u00A0\u00A0 | 0 | 0 | 60 |');
});

test('says that it waits for people where nothing else is left', () => {
  const held = { ...progress, open: 0, settled: 97, holds: 3 };
  expect(resignationDetails('r-1', 'running', held, undefined)).toMatch(/^\*\*Waiting for people\*\*/);
  expect(resignationDetails('r-1', 'running', { ...held, open: 1 }, undefined)).toMatch(/^\*\*Running\*\*/);
  expect(resignationDetails('r-1', 'paused', held, undefined)).toMatch(/^\*\*Paused\*\*/);
});

test('links to its exits, with the query encoded and the namespace for the UI to fill in', () => {
  const [, query = ''] = /\[what waits for a person\]\(\/namespaces\/\{namespace\}\/workflows\?query=([^)\s]+)\)/.exec(
    resignationDetails('r-1', 'running', progress, undefined),
  ) as string[];
  expect(decodeURIComponent(query)).toBe('Resignation="r-1" AND ExitStage="hold" AND ExecutionStatus="Running"');
});

test('shows the twenty numbers with most left, and stays small with a thousand', () => {
  const numbers = Array.from({ length: 1_000 }, (_, at) => number(`number-${at}`, at % 100));
  const text = resignationDetails('r-1', 'running', { ...progress, numbers }, undefined);
  expect(text.match(/\| number-/g)).toHaveLength(20);
  expect(text).toContain('| number-0\u00A0\u00A0 | 0 of 100\u00A0\u00A0 |');
  expect(text).toContain('and 980 more numbers');
  expect(text.length).toBeLessThan(4_096);
});

test('says who paused it and why, as text and not as Markdown', () => {
  const text = resignationDetails('r-1', 'pausing', null, { by: 'ana', reason: '[complaints](x)' });
  expect(text).toContain(String.raw`(ana: \[complaints\](x))`.replace('ana', 'by ana'));
});

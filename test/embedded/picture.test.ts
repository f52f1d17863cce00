import { expect, it } from 'vitest';
import type { ResignationProgress } from '../../client/index.ts';
import { pictureOf } from '../../worker/embedded/demonstration/picture.ts';
import { WIDTH } from '../../worker/embedded/demonstration/table.ts';

function progress(more: Partial<ResignationProgress> = {}): ResignationProgress {
  const counts = { groups: 300, open: 175, running: 4, holds: 1, settled: 120 };
  return {
    resignationId: 'r-1',
    planId: 'r-1',
    state: 'running',
    ...counts,
    outcomes: { left: 115, skipped: 5 },
    numbers: [{ instanceId: 'partners', ...counts, groups: 50, settled: 20 }],
    perHour: 7_230,
    endsAt: '2026-11-02T10:00:00.000Z',
    startedAt: '2026-11-02T09:58:00.000Z',
    asOf: '2026-11-02T09:59:00.000Z',
    ...more,
  };
}

it('draws a bar with the counts, and one for each number', () => {
  const [bar, outcomes, partners, keys] = pictureOf(progress(), true).map(({ text }) => text);
  expect(bar).toContain('running  [████████████░░░░░░░░░░░░░░░░░░] 120/300, 1 on hold, 121 a minute, until');
  expect(outcomes?.trim()).toBe('115 left, 5 skipped');
  expect(partners).toBe('  partners  Wawp        [████████░░░░░░░░░░░░] 20/50, 4 under way, 1 on hold');
  expect(keys).toContain('p pauses');
});

it('writes a line for a tenth and for a new state, where nobody draws over it', () => {
  const plain = (more: Partial<ResignationProgress>) => pictureOf(progress(more), false)[0]?.plain;
  expect(plain({ settled: 120 })).toBe(plain({ settled: 149 }));
  expect(plain({ settled: 120 })).not.toBe(plain({ settled: 150 }));
  expect(plain({ state: 'paused' })).toMatch(/^paused .* 40 %$/);
});

it('says nothing of a rate and an end while nothing moves', () => {
  expect(pictureOf(progress({ state: 'paused' }), false)[0]?.text).not.toMatch(/minute|until/);
});

it('fits the screen', () => {
  const outcomes = { left: 286, 'already-out': 1, skipped: 7 };
  for (const { text } of pictureOf(progress({ outcomes, settled: 294, holds: 4 }), true)) {
    expect(text.length).toBeLessThanOrEqual(WIDTH);
  }
});

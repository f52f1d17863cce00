import { describe, expect, test } from 'vitest';
import { LiveLine } from '../../client/cli/live-line.ts';
import { progressBar, progressLine } from '../../client/cli/resignations/progress-line.ts';
import { tellPeople } from '../../client/cli/resignations/tell-progress.ts';
import type { ResignationProgress } from '../../client/index.ts';
import { scriptedTerminal } from './scripted-terminal.ts';

const half: ResignationProgress = {
  resignationId: 'spring',
  planId: 'spring',
  state: 'running',
  groups: 300,
  open: 140,
  running: 7,
  holds: 3,
  settled: 150,
  outcomes: { left: 145, skipped: 4, failed: 1 },
  numbers: [],
  perHour: 120,
  endsAt: '2026-05-04T11:10:00.000Z',
  startedAt: '2026-05-04T08:00:00.000Z',
  asOf: '2026-05-04T10:00:00.000Z',
};
const none = { ...half, settled: 0, outcomes: {}, holds: 0, perHour: 0, endsAt: undefined };

describe('a resignation on one line', () => {
  test.each([
    [half, '150/300 · 145 left · 4 skipped · 1 failed · 3 on hold · 120 an hour · 1 h 10 min to go'],
    [none, '0/300'],
    [
      { ...none, state: 'paused' as const, pausedBy: 'ana', pauseReason: 'complaints' },
      '0/300 · paused: nothing moves (by ana, complaints)',
    ],
  ])('says how far, what came of it, what waits, how fast and until when', (progress, line) => {
    expect(progressLine(progress)).toBe(line);
  });

  test.each([
    [none, 200, /^░{30} 0/],
    [half, 200, /^█{15}░{15} 150/],
    [{ ...half, settled: 299 }, 200, /^█{29}░ 299/],
    [{ ...half, settled: 300 }, 200, /^█{30} 300/],
    [{ ...none, groups: 0 }, 40, /^░{30} 0\/0/],
    [half, 60, /^150/],
  ])('has a bar where there is room, and a full one when all is done', (progress, columns, line) => {
    expect(progressBar(progress, columns)).toMatch(line);
  });
});

test('without a terminal, lines come when something has changed, ten seconds apart', () => {
  const terminal = scriptedTerminal();
  const tell = tellPeople(terminal);
  const at = (seconds: number, settled: number): ResignationProgress => ({
    ...none,
    settled,
    asOf: new Date(seconds * 1_000).toISOString(),
  });
  tell(at(0, 0), true);
  tell(at(5, 1), true);
  tell(at(9, 1), false);
  tell(at(10, 1), false);
  tell(at(30, 1), false);
  tell(at(31, 2), true);
  expect(terminal.told.map((line) => line.split(' ')[0])).toEqual(['0/300', '1/300', '2/300']);
});

test('a drawn line takes one line whatever is in it, and is gone before anything else is written', () => {
  const written: string[] = [];
  const live = new LiveLine({ columns: 9, write: (text: string) => written.push(text) > 0 });
  live.clear();
  live.draw('by\nana\u001B[2J and bob');
  live.clear();
  live.clear();
  expect(written).toEqual(['\r\u001B[2Kby ana [', '\r\u001B[2K']);
});

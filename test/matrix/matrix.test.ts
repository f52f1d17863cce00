import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AtMost } from './at-most.ts';
import { cells, type Cell } from './cells.ts';
import { expectInvariants } from './invariants.ts';
import { buildMatrixHouse, type MatrixHouse } from './matrix-house.ts';
import { observe } from './observe.ts';
import { play, type Played } from './play.ts';
import type { Observed } from './row.ts';
import { rows } from './rows.ts';
import { matrixTable } from './table.ts';

// The exits run side by side; the slowest wait half a minute for a webhook that never comes, and then read several times.
const LONGEST_MS = 600_000;
/** More at once would make calls late that should be in time. */
const EXITS_AT_ONCE = 110;

let house: MatrixHouse;
const exits = new Map<Cell, Promise<Played | Error>>();
const observed = new Map<Cell, Observed>();

beforeAll(async () => {
  house = await buildMatrixHouse(cells);
  const most = new AtMost(EXITS_AT_ONCE);
  for (const cell of cells) exits.set(cell, most.run(() => play(cell, house)).catch(asError));
});

afterAll(async () => {
  process.stdout.write(`\n${matrixTable((cell) => observed.get(cell))}\n`);
  await house.close();
});

describe.each(rows)('$fault ($when): $story', (row) => {
  it.each(cells.filter((cell) => cell.row === row))('on $place', { timeout: LONGEST_MS }, async (cell) => {
    const played = await exits.get(cell);
    if (!played || played instanceof Error)
      throw played ?? new Error(`nobody asked for the exit of ${cell.instanceId}`);
    const outcome = observe(played, house);
    observed.set(cell, outcome);
    expect(outcome).toEqual(cell.expected);
    expect(struck(cell) > 0, 'the fault met the exit').toBe(row.isNeverMet !== true);
    await expectInvariants(played, house);
  });
});

/** A row whose fault never met its exit would prove nothing. */
function struck(cell: Cell): number {
  const rules = house.sandboxOf(cell).faults.list();
  const own = rules.filter(({ name, instanceId }) => name === cell.row.fault && instanceId === cell.instanceId);
  return own.reduce((sum, rule) => sum + rule.struck, 0);
}

/** It is the cell's own test that fails. */
function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

import { describe, expect, it } from 'vitest';
import { Faults, type NewFault } from '../../worker/embedded/sandbox/faults/faults.ts';
import { GROUP, oneGroup, sandboxWith, waha, wahaGroup } from './fixture.ts';

const AN_HOUR_MS = 3_600_000;

/** At which of these times, ms after it was asked for, the fault strikes. */
async function strikesAt(times: number[], when: Partial<NewFault>): Promise<number[]> {
  const { world } = await sandboxWith(oneGroup());
  let nowMs = 1000;
  const faults = new Faults({ door: { shut: () => undefined }, world }, () => nowMs);
  faults.add({ name: 'drop', ...when });
  return times.filter((atMs) => {
    nowMs = 1000 + atMs;
    return faults.strikeCall({ operation: 'leave', hasLeft: false }) !== undefined;
  });
}

const TIMES = [0, 99, 100, 149, 150, 249, 250, 10_000];

describe('a fault strikes', () => {
  it.each<[string, Partial<NewFault>, number[]]>([
    ['at any time unless told otherwise', {}, TIMES],
    ['from a time on', { fromMs: 100 }, [100, 149, 150, 249, 250, 10_000]],
    ['until a time', { untilMs: 150 }, [0, 99, 100, 149]],
    ['between two times', { fromMs: 100, untilMs: 250 }, [100, 149, 150, 249]],
    ['for a time', { forMs: 100 }, [0, 99]],
    ['from a time on, for a time', { fromMs: 100, forMs: 50 }, [100, 149]],
    ['whichever end comes first', { fromMs: 100, forMs: 1000, untilMs: 150 }, [100, 149]],
  ])('%s', async (_name, when, expected) => {
    expect(await strikesAt(TIMES, when)).toEqual(expected);
  });

  it('neither before its time nor after it, over real sockets', async () => {
    const sandbox = await sandboxWith(oneGroup());
    sandbox.faults.add({ name: 'server-error', fromMs: AN_HOUR_MS });
    expect((await waha(sandbox, 'GET', wahaGroup)).status).toBe(200);
    sandbox.faults.add({ name: 'server-error', forMs: AN_HOUR_MS });
    expect((await waha(sandbox, 'GET', wahaGroup)).status).toBe(500);
  });

  it('the calls of its own step alone, whatever else is asked', async () => {
    const sandbox = await sandboxWith(oneGroup());
    sandbox.faults.add({ name: 'not-left' });
    await waha(sandbox, 'PUT', `${wahaGroup}/description`, { description: 'Closed' });
    await waha(sandbox, 'POST', `${wahaGroup}/leave`);
    expect(sandbox.world.group(GROUP)).toMatchObject({ description: 'Closed', members: [{}, {}, {}] });
  });
});

import { describe, expect, it } from 'vitest';
import { Faults } from '../../worker/embedded/sandbox/faults/faults.ts';
import type { NewFault } from '../../worker/embedded/sandbox/faults/new-fault.ts';
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

  it('a group once its time has come, and not before', async () => {
    const { world } = await sandboxWith(oneGroup());
    let nowMs = 1000;
    const faults = new Faults({ door: { shut: () => undefined }, world }, () => nowMs);
    faults.add({ name: 'announce-only', groupId: GROUP, fromMs: AN_HOUR_MS });
    const isChanged = () => {
      faults.strikeCall({ operation: 'list-groups', hasLeft: false });
      return world.group(GROUP).announceOnly;
    };
    expect(isChanged()).toBe(false);
    nowMs += AN_HOUR_MS;
    expect(isChanged()).toBe(true);
    expect(faults.list()).toMatchObject([{ struck: 1 }]);
  });

  it('a group right before the call that was named', async () => {
    const sandbox = await sandboxWith(oneGroup());
    sandbox.faults.add({ name: 'announce-only', groupId: GROUP, operation: 'send-text' });
    await waha(sandbox, 'GET', wahaGroup);
    expect(sandbox.world.group(GROUP).announceOnly).toBe(false);
    await waha(sandbox, 'POST', '/api/sendText', { chatId: GROUP, text: 'Goodbye' });
    expect(sandbox.world.group(GROUP).announceOnly).toBe(true);
  });

  it('a group at one of the share of calls that its seed chooses', async () => {
    const { world } = await sandboxWith(oneGroup());
    const faults = new Faults({ door: { shut: () => undefined }, world });
    faults.add({ name: 'announce-only', groupId: GROUP, share: 0.3, seed: 1 });
    const before = Array.from({ length: 20 }, () => {
      faults.strikeCall({ operation: 'group', groupId: GROUP, hasLeft: false });
      return world.group(GROUP).announceOnly;
    });
    expect(before[0]).toBe(false);
    expect(before.at(-1)).toBe(true);
  });

  it.each([{ times: 2 }, { untilMs: 100 }, { forMs: 100 }])(
    'a group for good: %o is refused by its name',
    async (end) => {
      const sandbox = await sandboxWith(oneGroup());
      const [setting = ''] = Object.keys(end);
      expect(() => sandbox.faults.add({ name: 'announce-only', groupId: GROUP, ...end })).toThrow(setting);
      expect(sandbox.world.group(GROUP).announceOnly).toBe(false);
    },
  );

  it('the calls of its own step alone, whatever else is asked', async () => {
    const sandbox = await sandboxWith(oneGroup());
    sandbox.faults.add({ name: 'not-left' });
    await waha(sandbox, 'PUT', `${wahaGroup}/description`, { description: 'Closed' });
    await waha(sandbox, 'POST', `${wahaGroup}/leave`);
    expect(sandbox.world.group(GROUP)).toMatchObject({ description: 'Closed', members: [{}, {}, {}] });
  });
});

import { performance } from 'node:perf_hooks';
import { expect, test } from 'vitest';
import { buildHouse } from '../support/house.ts';
import { peakMiB } from './measure.ts';

const wishes = { reason: 'case closed', requestedBy: 'bench' };

/** A plan over one number's groups by a worker of its own, so that its peak is this plan's. */
async function measurePlan(groups: number) {
  const house = await buildHouse();
  try {
    house.addGroup('support');
    for (let index = 0; index < groups; index += 1) house.addGroup('sales');
    const worker = await house.startWorker({ GROUP_EXIT_LOG_LEVEL: 'warn' });
    const pid = worker.process.pid ?? 0;
    await house.exits.plan({ ...wishes, instanceIds: ['support'] }); // warms caches and the JIT
    const before = peakMiB(pid);
    const startedMs = performance.now();
    const plan = await house.exits.plan({ ...wishes, instanceIds: ['sales'] });
    const planMs = performance.now() - startedMs;
    expect([plan.state, plan.summary.groups]).toEqual(['ready', groups]);
    let items = 0;
    for await (const { position } of plan.items()) items = position;
    expect(items).toBe(groups);
    const allMs = performance.now() - startedMs;
    return {
      groups,
      'plan, s': (planMs / 1_000).toFixed(1),
      'and its items, s': (allMs / 1_000).toFixed(1),
      'peak of the worker before, MiB': before.toFixed(0),
      'peak, MiB': peakMiB(pid).toFixed(0),
    };
  } finally {
    await house.close();
  }
}

test('a plan over 10,000 groups against one over 1,000', async () => {
  console.table([await measurePlan(1_000), await measurePlan(10_000)]);
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildHouse, type House, type WorkerProcess } from '../support/house.ts';
import { cpuMs, measure, type Measured } from './measure.ts';
import { plainLoop } from './plain-loop.ts';

let house: House;
let worker: WorkerProcess;
beforeAll(async () => {
  house = await buildHouse();
  worker = await house.startWorker({ GROUP_EXIT_LOG_LEVEL: 'warn' });
});
afterAll(() => house.close());

const groups = (count: number): string[] => Array.from({ length: count }, () => house.addGroup('sales'));

async function exitGroup(groupId: string): Promise<void> {
  const handle = await house.exits.exit(house.request('sales', groupId));
  expect((await handle.receipt()).outcome).toBe('left');
}

async function historyOf(groupId: string): Promise<{ events: number; workflowTasks: number }> {
  const { events } = await house.environment.client.workflow.getHandle(`exit/sales/${groupId}`).fetchHistory();
  const workflowTasks = (events ?? []).filter(({ workflowTaskCompletedEventAttributes: task }) => task).length;
  return { events: events?.length ?? 0, workflowTasks };
}

const row = (what: string, engine: Measured, loop: Measured) => ({
  what,
  'exits/s': engine.perSecond.toFixed(1),
  'plain loop/s': loop.perSecond.toFixed(1),
  ratio: (engine.perSecond / loop.perSecond).toFixed(3),
  'p50, ms': engine.p50Ms.toFixed(0),
  'plain p50, ms': loop.p50Ms.toFixed(0),
});

test('exits against a plain loop over the same sandbox', async () => {
  const loop = plainLoop(house.sandbox);
  await measure(groups(20), 10, exitGroup); // warms the worker's caches and the JIT
  await measure(groups(20), 10, loop);
  const alone = { engine: await measure(groups(30), 1, exitGroup), loop: await measure(groups(30), 1, loop) };
  const cpuBefore = cpuMs(worker.process.pid ?? 0);
  const many = { engine: await measure(groups(200), 50, exitGroup), loop: await measure(groups(200), 50, loop) };
  const workerCpuMs = (cpuMs(worker.process.pid ?? 0) - cpuBefore) / 200;
  const [sample = ''] = groups(1);
  await exitGroup(sample);
  console.table([row('1 in flight', alone.engine, alone.loop), row('50 in flight', many.engine, many.loop)]);
  console.table([{ 'worker CPU, ms an exit (50 in flight)': workerCpuMs.toFixed(1), ...(await historyOf(sample)) }]);
});

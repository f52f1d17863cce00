import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, inject, test, vi } from 'vitest';
import { workerPort } from '../support/worker-port.ts';
import { buildHouse, until, type House } from '../support/house.ts';

// Leases, heartbeats and settling times pass in real time, ten houses share the machine.
vi.setConfig({ testTimeout: 300_000 });

const once = { said: 1, left: 1, promoted: 1, described: 1 };

/** A house of the test's own: these tests mostly wait, so they wait side by side. */
async function inHouse(story: (house: House) => Promise<void>): Promise<void> {
  const house = await buildHouse();
  try {
    await story(house);
  } finally {
    await house.close();
  }
}

/** What the group heard and saw, by the gateway's own journal. */
function seen({ sandbox }: House, groupId: string): typeof once {
  const count = (effect: keyof typeof effects) => sandbox.journal.count({ kind: 'call', groupId, effect });
  return { said: count('said'), left: count('left'), promoted: count('promoted'), described: count('described') };
}
const effects = { said: true, left: true, promoted: true, described: true } as const;

function underWay({ sandbox }: House, operation: string): boolean {
  return sandbox.journal.entries({ kind: 'call', operation }).some(({ status }) => status === null);
}

/** Every gateway operation of an exit, as the sandbox names it. */
const operations = ['group', 'invite-code', 'describe', 'promote', 'send-text', 'leave'] as const;

const victims = ['sales', 'billing'].flatMap((instanceId) =>
  (['arrival', 'answer'] as const).map((effectAt) => ({ instanceId, effectAt })),
);

test.concurrent.each(victims)(
  'a worker of $instanceId is killed in the middle of every step, effects coming at the $effectAt of the call: nothing is lost, nothing happens twice',
  async ({ instanceId, effectAt }) =>
    inHouse(async (house) => {
      const groupIds = operations.map((operation) => {
        const groupId = house.addGroup(instanceId);
        house.sandbox.faults.add({ name: 'slow', groupId, operation, times: 1, delayMs: 8_000, effectAt });
        return groupId;
      });
      const victim = await house.startWorker();
      const handles = await Promise.all(
        groupIds.map((groupId) => house.exits.exit(house.request(instanceId, groupId))),
      );
      await until(() => groupIds.every((groupId) => house.sandbox.journal.count({ groupId, fault: 'slow' }) > 0));
      await victim.kill();
      await house.startWorker();
      const receipts = await Promise.all(handles.map((handle) => handle.receipt()));
      expect(receipts.map(({ outcome }) => outcome)).toEqual(operations.map(() => 'left'));
      expect(groupIds.map((groupId) => seen(house, groupId))).toEqual(operations.map(() => once));
    }),
);

test.concurrent('a worker that is killed again and again while it works gets everything done, once', async () =>
  inHouse(async (house) => {
    const groupIds = Array.from({ length: 12 }, (_, index) => house.addGroup(index % 2 ? 'sales' : 'billing'));
    let worker = await house.startWorker();
    const handles = await Promise.all(
      groupIds.map((groupId, index) => house.exits.exit(house.request(index % 2 ? 'sales' : 'billing', groupId))),
    );
    for (const departures of [1, 4, 8]) {
      await until(() => house.sandbox.journal.count({ effect: 'left' }) >= departures);
      await worker.kill();
      worker = await house.startWorker();
    }
    const receipts = await Promise.all(handles.map((handle) => handle.receipt()));
    expect(receipts.map(({ outcome }) => outcome)).toEqual(groupIds.map(() => 'left'));
    expect(groupIds.map((groupId) => seen(house, groupId))).toEqual(groupIds.map(() => once));
  }));

test.concurrent.each(['new-message-id', 'send-text', 'leave'])(
  'a worker that is stopped during %s and thawed after another has finished does nothing more',
  async (operation) =>
    inHouse(async (house) => {
      const groupId = house.addGroup('sales');
      house.sandbox.faults.add({ name: 'slow', instanceId: 'sales', operation, times: 1, delayMs: 2_000 });
      const frozen = await house.startWorker();
      const handle = await house.exits.exit(house.request('sales', groupId));
      await until(() => underWay(house, operation));
      frozen.process.kill('SIGSTOP');
      await house.startWorker({ GROUP_EXIT_HTTP_PORT: String(await workerPort()) });
      await until(() => house.sandbox.journal.count({ groupId, effect: 'left' }) > 0);
      frozen.process.kill('SIGCONT');
      expect((await handle.receipt()).outcome).toBe('left');
      expect(seen(house, groupId)).toEqual(once);
    }),
);

test.concurrent('a terminated exit is started again and goes on where it was: one goodbye, one departure', async () =>
  inHouse(async (house) => {
    const groupId = house.addGroup('sales');
    house.sandbox.faults.add({ name: 'slow', groupId, operation: 'leave', times: 1, delayMs: 1_500 });
    await house.startWorker();
    await house.exits.exit(house.request('sales', groupId));
    await until(() => underWay(house, 'leave'));
    await house.environment.client.workflow.getHandle(`exit/sales/${groupId}`).terminate('by hand');
    const again = await house.exits.exit(house.request('sales', groupId));
    expect((await again.receipt()).outcome).toBe('left');
    expect(seen(house, groupId)).toEqual(once);
  }));

test.concurrent('a workflow that is reset to its beginning goes through its steps and changes nothing that people see', async () =>
  inHouse(async (house) => {
    const groupId = house.addGroup('sales');
    await house.startWorker();
    const first = await (await house.exits.exit(house.request('sales', groupId))).receipt();
    const reset = [
      'workflow',
      'reset',
      '--workflow-id',
      `exit/sales/${groupId}`,
      '--type',
      'FirstWorkflowTask',
      '--reason',
      'test',
    ];
    await promisify(execFile)(inject('temporalCliPath'), [...reset, '--address', house.environment.address]);
    const second = await house.exits.handle({ instanceId: 'sales', groupId }).receipt();
    expect(second).toMatchObject({ outcome: 'left', exitId: first.exitId });
    expect(seen(house, groupId)).toEqual(once);
  }));

import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { workerPort } from '../support/worker-port.ts';
import { createPostgresDatabase, hasPostgres, runSql } from '../support/postgres.ts';
import { buildHouse, until, type House } from '../support/house.ts';

// Leases and settling times pass in real time.
vi.setConfig({ testTimeout: 180_000 });

describe.runIf(hasPostgres)('two workers on one PostgreSQL', () => {
  let database: Awaited<ReturnType<typeof createPostgresDatabase>>;
  let house: House;
  beforeAll(async () => {
    database = await createPostgresDatabase();
    house = await buildHouse({ database });
  });
  afterAll(async () => {
    await house.close();
    await database.drop();
  });

  /** Groups whose goodbye takes the gateway its time, once. */
  function slowGroups(count: number): string[] {
    return Array.from({ length: count }, () => {
      const groupId = house.addGroup('sales');
      house.sandbox.faults.add({ name: 'slow', groupId, operation: 'send-text', times: 1, delayMs: 6_000 });
      return groupId;
    });
  }

  const query = <Row extends object>(statement: string) => runSql<Row>(statement, database.url);

  test('share the work; when one is killed while it says goodbyes, they are finished by the other and said once', async () => {
    const [doomed, survivor] = await Promise.all([
      house.startWorker(),
      house.startWorker({ GROUP_EXIT_HTTP_PORT: String(await workerPort()) }),
    ]);
    const groups = slowGroups(12);
    const exits = await Promise.all(groups.map((groupId) => house.exits.exit(house.request('sales', groupId))));
    await until(() => house.sandbox.journal.count({ fault: 'slow' }) === groups.length);
    await doomed.kill();
    // Somebody has to be where the gateway sends its webhooks.
    await house.startWorker();

    const receipts = await Promise.all(exits.map((exit) => exit.receipt()));
    expect(receipts.map(({ outcome }) => outcome)).toEqual(groups.map(() => 'left'));
    expect(groups.map((groupId) => house.sandbox.journal.count({ kind: 'call', groupId, effect: 'said' }))).toEqual(
      groups.map(() => 1),
    );
    expect(await query('select status, count(*)::int from memberships group by status')).toEqual([
      { status: 'Inactive - Withdrawn', count: groups.length },
    ]);
    const [takenOver] = await query<{ count: number }>(
      `select count(*)::int from claims where effect = 'goodbye' and attempts > 1`,
    );
    expect(takenOver?.count).toBeGreaterThan(0);
    expect(await survivor.stop()).toBe(0);
    expect(doomed.log() + survivor.log()).not.toContain(new URL(database.url).password);
  });
});

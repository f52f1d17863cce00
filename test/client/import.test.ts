import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApplicationFailure } from '@temporalio/common';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RosterRow } from '../../activities/roster/roster.ts';
import { run } from '../../client/cli/run.ts';
import { ImportFailed, InvalidRequest, type ImportRow } from '../../client/index.ts';
import { devServer } from '../support/temporal.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { scriptedTerminal } from './scripted-terminal.ts';
import { prompt, withWorker } from './scripted-worker.ts';

let environment: TestWorkflowEnvironment;
beforeAll(async () => void (environment = await devServer()));
afterAll(() => environment.teardown());

const id = (number: number) => `${120_363_000_000_000_000 + number * 16}@g.us`;
const rows = (count: number): ImportRow[] =>
  Array.from({ length: count }, (_, index) => ({ instanceId: 'sales', groupId: id(index), clientId: 'acme' }));

/** A worker that knows one instance and writes pages down. @param refuseFrom the page that it fails at, from 1 */
function worker({ refuseFrom = Infinity } = {}) {
  const pages: RosterRow[][] = [];
  const script = prompt({
    checkInstances: async ({ instanceIds }) =>
      instanceIds.flatMap((instanceId) =>
        instanceId === 'sales' ? [] : { instanceId, problem: `there is no instance ${instanceId}` },
      ),
    importRows: async (page) => {
      if (pages.length + 1 >= refuseFrom) throw ApplicationFailure.nonRetryable('The disk is full.');
      pages.push(page.rows);
      return { added: page.rows.length - 1, changed: 1, unchanged: 0 };
    },
  });
  return { script, pages };
}

describe('an import', () => {
  test('with an instance that the worker does not know writes nothing, and names every such row', async () => {
    const { script, pages } = worker();
    await withWorker(environment, script, async (exits) => {
      const list = [...rows(2_000), { instanceId: 'nobody', groupId: id(1) }, { instanceId: 'nobody', groupId: id(2) }];
      const refused = await exits.import(list).catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(InvalidRequest);
      expect(refused).toMatchObject({
        faults: [
          { field: 'rows[2000].instanceId', problem: 'there is no instance nobody' },
          { field: 'rows[2001].instanceId' },
        ],
      });
      expect(pages).toEqual([]);
    });
  });

  test('that breaks off says how far it came, and that it may be repeated', async () => {
    const { script, pages } = worker({ refuseFrom: 3 });
    await withWorker(environment, script, async (exits) => {
      const failed = await exits.import(rows(2_500)).catch((error: unknown) => error);
      expect(failed).toBeInstanceOf(ImportFailed);
      expect(String(failed)).toContain('The disk is full. 2000 of 2500 groups are written; import all of them again');
      expect(pages).toHaveLength(2);
    });
  });

  test('of many groups reaches the books page by page, each group once', async () => {
    const { script, pages } = worker();
    await withWorker(environment, script, async (exits) => {
      expect(await exits.import([...rows(2_500), ...rows(1)])).toEqual({
        groups: 2_500,
        added: 2_497,
        changed: 3,
        unchanged: 0,
        repeated: 1,
      });
      expect(pages.map(({ length }) => length)).toEqual([1_000, 1_000, 500]);
      expect(new Set(pages.flat().map(({ groupId }) => groupId)).size).toBe(2_500);
    });
  });

  test('of nothing but whose the groups are is an assignment', async () => {
    const { script, pages } = worker();
    await withWorker(environment, script, async (exits) => {
      const groups = [{ instanceId: 'sales', groupId: id(1) }];
      await expect(exits.assignGroups('', groups)).rejects.toThrow('clientId: is empty');
      await expect(exits.assignGroups('acme', [])).rejects.toThrow('groups: is empty');
      await exits.assignGroups('acme', groups);
      expect(pages).toEqual([[{ ...groups[0], clientId: 'acme' }]]);
    });
  });
});

describe('the command line', () => {
  const type = async (taskQueue: string, ...args: string[]) => {
    const terminal = scriptedTerminal();
    const env = { TEMPORAL_ADDRESS: environment.address, GROUP_EXIT_TASK_QUEUE: taskQueue };
    const code = await run(args, env, terminal);
    return { code, printed: terminal.printed.join('\n'), told: terminal.told.join('\n') };
  };
  const file = (text: string) => {
    const path = join(temporaryDirectory(), 'groups.csv');
    writeFileSync(path, text);
    return path;
  };

  test('refuses a faulty file by its lines, before it asks anybody', async () => {
    const terminal = scriptedTerminal();
    const path = file(`instance;group\nsales;${id(1)}\nsales;4915123456789`);
    expect(await run(['import', path], { TEMPORAL_ADDRESS: '127.0.0.1:1' }, terminal)).toBe(2);
    expect(terminal.told.join('')).toMatch(/^line 3, group: is a person, not a group/);
    expect(terminal.told.join('')).not.toContain('23456789');
    expect(await run(['assign', 'acme', 'sales', 'Vendas SP'], { TEMPORAL_ADDRESS: '127.0.0.1:1' }, terminal)).toBe(2);
  });

  test('names the lines whose instance the worker does not know', async () => {
    const { script } = worker();
    await withWorker(environment, script, async (_, taskQueue) => {
      const { code, told } = await type(taskQueue, 'import', file(`instance,group\nsales,${id(1)}\nnobody,${id(1)}`));
      expect([code, told]).toEqual([2, 'line 3, instance: there is no instance nobody']);
    });
  });

  test('imports a file, and assigns groups', async () => {
    const { script, pages } = worker();
    await withWorker(environment, script, async (_, taskQueue) => {
      const path = file(`instance,group,keep\nsales,${id(1)},yes\nsales,${id(2)},\nsales,${id(2)},\n`);
      const imported = await type(taskQueue, 'import', path);
      expect(imported).toMatchObject({
        code: 0,
        printed: '2 groups: 1 added, 1 changed, 0 as they were (1 repeated row).',
      });
      const { printed } = await type(taskQueue, 'assign', 'acme', 'sales', id(1), '--json');
      expect(JSON.parse(printed)).toMatchObject({ groups: 1, repeated: 0 });
      expect(pages).toEqual([
        [
          { instanceId: 'sales', groupId: id(1), keep: true },
          { instanceId: 'sales', groupId: id(2) },
        ],
        [{ instanceId: 'sales', groupId: id(1), clientId: 'acme' }],
      ]);
    });
  });
});

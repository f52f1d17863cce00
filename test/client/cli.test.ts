import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run } from '../../client/cli/run.ts';
import type { GroupExits, Receipt } from '../../client/index.ts';
import { facts, failure, type Script } from '../stories/scripted.ts';
import { devServer, freshTaskQueue, workflowBundle } from '../support/temporal.ts';
import { freshRequest, onHold, prompt, until, withWorker } from './scripted-worker.ts';
import { scriptedTerminal } from './scripted-terminal.ts';

const NOBODY = { TEMPORAL_ADDRESS: '127.0.0.1:1' };
const because = ['--reason', 'case closed', '--requested-by', 'ana'];

let environment: TestWorkflowEnvironment;
beforeAll(async () => void (environment = await devServer()));
afterAll(() => environment.teardown());

interface Shell {
  exits: GroupExits;
  /** The instance and the group of this test's own. */
  names: string[];
  env: Record<string, string>;
  /** Runs a command line. @param answers what the person types; without them nobody is there */
  type: (args: string[], answers?: string[]) => Promise<{ code: number; printed: string; told: string }>;
}

function atShell(script: Script, tell: (shell: Shell) => Promise<void>): Promise<void> {
  return withWorker(environment, script, (exits, taskQueue) => {
    const { instanceId, groupId } = freshRequest();
    const env = { TEMPORAL_ADDRESS: environment.address, GROUP_EXIT_TASK_QUEUE: taskQueue };
    const type: Shell['type'] = async (args, answers) => {
      const terminal = scriptedTerminal(answers);
      const code = await run(args, env, terminal);
      return { code, printed: terminal.printed.join('\n'), told: terminal.told.join('\n') };
    };
    return tell({ exits, names: [instanceId, groupId], env, type });
  });
}

const nobodyThere = { ...facts, successors: { configured: 1 } };
const held = () =>
  prompt({
    preFlight: async ({ exitId }) => ({ kind: 'member', exitId, leaving: false, facts: nobodyThere }),
    previewGroup: async () => ({ kind: 'member', facts: nobodyThere }),
  });

describe('the command line refuses', () => {
  test.each([
    ['an unknown command', ['vanish']],
    ['an exit without a reason', ['exit', 'sales', '120363000000000000@g.us']],
    ['a group that is none', ['exit', 'sales', 'Vendas SP', ...because, '--yes']],
    ['a deadline that is none', ['exit', 'sales', '120363000000000000@g.us', ...because, '--hold-deadline', '3 moons']],
    [
      'two wishes for the goodbye',
      ['exit', 'sales', '120363000000000000@g.us', ...because, '--goodbye', 'Bye', '--without-goodbye', 'quiet'],
    ],
    ['a choice that is none', ['exit', 'sales', '120363000000000000@g.us', ...because, '--handover', 'never']],
    ['to appoint nobody', ['decide', 'sales', '120363000000000000@g.us', 'appoint', '--yes']],
    ['a status of no group', ['status', 'sales', 'Vendas SP']],
    ['what cannot be taken back, with nobody to confirm it', ['exit', 'sales', '120363000000000000@g.us', ...because]],
    ['a decision that cannot be taken back, likewise', ['decide', 'sales', '120363000000000000@g.us', 'leave-anyway']],
  ])('%s, before it asks anybody', async (_, args) => {
    const terminal = scriptedTerminal();
    const unreachable = { ...NOBODY, TEMPORAL_CONFIG_FILE: '' };
    expect(await run(args, unreachable, terminal)).toBe(2);
    expect(terminal.printed).toEqual([]);
    expect(terminal.told.join('')).not.toBe('');
  });

  test('with one clear line, and no phone number', async () => {
    const terminal = scriptedTerminal();
    const args = ['exit', 'sales', '4915123456789@c.us', '--reason', 'x', '--requested-by', '+49 151 23456789'];
    expect(await run([...args, '--yes'], NOBODY, terminal)).toBe(2);
    expect(terminal.told.join('')).toMatch(/^groupId: .+\nrequestedBy: .+$/);
    expect(terminal.told.join('')).not.toContain('23456789');
  });

  test('in JSON where JSON is asked for', async () => {
    const terminal = scriptedTerminal();
    expect(await run(['status', 'sales', 'x', '--json'], NOBODY, terminal)).toBe(2);
    const [said = ''] = terminal.printed;
    expect(JSON.parse(said)).toMatchObject({ error: { name: 'InvalidRequest', faults: [{ field: 'groupId' }] } });
  });

  test('to go on where Temporal is away, and says where it looked', async () => {
    const terminal = scriptedTerminal();
    expect(await run(['status', 'sales', '120363000000000000@g.us'], NOBODY, terminal)).toBe(1);
    expect(terminal.told.join('')).toContain('127.0.0.1:1');
  });

  test('an order for an exit that nobody knows', () =>
    atShell(prompt(), async ({ names, type }) => {
      const { code, told } = await type(['pause', ...names]);
      expect([code, told]).toEqual([1, expect.stringContaining('Nobody knows of an exit')]);
    }));
});

describe('group-exit exit', () => {
  test('does nothing when the person says no', () =>
    atShell(prompt(), async ({ exits, names: [instanceId = '', groupId = ''], type }) => {
      const { code, told, printed } = await type(['exit', instanceId, groupId, ...because], ['n']);
      expect([code, printed]).toEqual([2, '']);
      expect(told).toContain('the number would leave');
      expect(told).toContain('Nothing was done.');
      await expect(exits.handle({ instanceId, groupId }).receipt()).rejects.toThrow('Nobody knows');
    }));

  test('shows what would happen, asks, tells the steps and ends with the receipt', () =>
    atShell(prompt(), async ({ names, type }) => {
      const { code, told, printed } = await type(
        ['exit', ...names, ...because, '--successor', '+49 151 23456789'],
        ['y'],
      );
      expect(code).toBe(0);
      expect(told).toMatch(/→ goodbye +say goodbye[^]+Leave .+\? \[y\/N\][^]+✓ leave/);
      expect(printed).toMatch(/^left: the number has left the group/);
      expect(printed).toContain('asked by ana: case closed');
      expect(told + printed).not.toContain('23456789');
    }));

  test('only looks in a dry run, also with nobody there', () =>
    atShell(held(), async ({ names, type }) => {
      const { code, printed } = await type(['exit', ...names, ...because, '--dry-run', '--json']);
      expect(code).toBe(3);
      expect(JSON.parse(printed)).toMatchObject({ verdict: 'hold' });
      const { printed: told } = await type(['exit', ...names, ...because, '--dry-run']);
      expect(told).toMatch(/^\? successor +hold: we are the only admin/m);
      expect((await type(['exit', ...names, ...because, '--dry-run', '--on-no-successor', 'leave'])).code).toBe(0);
    }));

  test('passes every wish on', () =>
    atShell(held(), async ({ exits, names, type }) => {
      const wishes = ['--client', 'acme', '--group-name', 'Vendas', '--handover', 'always', '--hold-deadline', '1s'];
      const more = [
        '--without-goodbye',
        'the group is empty',
        '--closing-description',
        'See example.org',
        '--allow-community',
      ];
      const { code, printed } = await type([
        'exit',
        ...names,
        ...because,
        ...wishes,
        ...more,
        '--yes',
        '--detach',
        '--json',
      ]);
      expect(code).toBe(0);
      expect(JSON.parse(printed)).toEqual({
        instanceId: names[0],
        groupId: names[1],
        workflowId: `exit/${names.join('/')}`,
      });
      const [instanceId = '', groupId = ''] = names;
      const receipt = await exits.handle({ instanceId, groupId }).receipt();
      expect(receipt).toMatchObject({ clientId: 'acme', requestedBy: 'ana', outcome: 'held' });
      const { events } = await environment.client.workflow.getHandle(`exit/${names.join('/')}`).fetchHistory();
      const [input] = events?.[0]?.workflowExecutionStartedEventAttributes?.input?.payloads ?? [];
      expect(JSON.parse(Buffer.from(input?.data ?? []).toString())).toMatchObject({
        groupName: 'Vendas',
        handover: 'always',
        holdDeadlineMs: 1_000,
        goodbye: { kind: 'none', reason: 'the group is empty' },
        closingDescription: 'See example.org',
        allowCommunity: true,
      });
    }));

  test('stops watching at a hold, and names the commands that decide it', () =>
    atShell(held(), async ({ names, type }) => {
      const watched = await type(['exit', ...names, ...because, '--yes']);
      expect(watched.code).toBe(3);
      expect(watched.printed).toContain(`group-exit decide ${names.join(' ')} leave-anyway`);
      const status = await type(['status', ...names, '--json']);
      expect([status.code, JSON.parse(status.printed)]).toMatchObject([3, { hold: { kind: 'no-successor' } }]);
      expect((await type(['receipt', ...names])).code).toBe(1);
      const refused = await type(['decide', ...names, 'leave-anyway', '--by', 'ana'], ['no']);
      expect(refused.code).toBe(2);
      const decided = await type(['decide', ...names, 'leave-anyway', '--by', 'ana'], ['yes']);
      expect([decided.code, decided.printed]).toEqual([0, expect.stringContaining('Decided: leave-anyway')]);
      const receipt = await type(['receipt', ...names, '--wait', '--json']);
      expect(receipt.code).toBe(0);
      expect((JSON.parse(receipt.printed) as Receipt).holds).toMatchObject([{ decision: { decidedBy: 'ana' } }]);
      expect((await type(['decide', ...names, 'retry'])).code).toBe(1);
    }));

  test('shows how each step was proven, and an answer that nobody documents', () => {
    const undocumented = 'HTTP 201, application/json, {queued: boolean}';
    const sayGoodbye = async () => ({ kind: 'message' as const, messageId: '3EB0AA', found: 'looked-up' as const });
    const odd = prompt({ sayGoodbye: async () => ({ ...(await sayGoodbye()), undocumented }) });
    return atShell(odd, async ({ names, type }) => {
      const exit = await type(['exit', ...names, ...because, '--yes']);
      const receipt = await type(['receipt', ...names]);
      for (const shown of [exit.told, exit.printed, receipt.printed]) {
        expect(shown).toMatch(
          /✓ goodbye +message 3EB0AA, found in the chat; the gateway gave an undocumented answer \(HTTP 201.+\)/,
        );
        expect(shown).toMatch(/✓ leave +read: group: absent; listing: not in it/);
      }
    });
  });

  test('waits with the exit while no worker is there', async () => {
    const taskQueue = freshTaskQueue();
    const { instanceId, groupId } = freshRequest();
    const env = { TEMPORAL_ADDRESS: environment.address, GROUP_EXIT_TASK_QUEUE: taskQueue };
    const terminal = scriptedTerminal();
    const watched = run(['exit', instanceId, groupId, ...because, '--yes'], env, terminal);
    await expect.poll(() => terminal.told.join(), { timeout: 30_000 }).toContain('No worker answers');
    const worker = await Worker.create({
      connection: environment.nativeConnection,
      taskQueue,
      workflowBundle: workflowBundle(),
      activities: prompt().activities,
    });
    expect(await worker.runUntil(watched)).toBe(0);
  });

  test('fails when the exit fails', () => {
    const unknown = failure('UnknownInstance', 'there is no instance sales');
    return atShell(prompt({ preFlight: () => Promise.reject(unknown) }), async ({ names, type }) => {
      const { code, printed } = await type(['exit', ...names, ...because, '--yes']);
      expect([code, printed]).toEqual([1, expect.stringContaining('failed: there is no instance sales')]);
    });
  });
});

describe('orders', () => {
  test('pause, resume and cancel an exit', () => {
    const gate = Promise.withResolvers<void>();
    const script = held();
    const look = script.activities.preFlight;
    script.activities.preFlight = async (input) => {
      await gate.promise;
      return look(input);
    };
    return atShell(script, async ({ exits, names, type }) => {
      const [instanceId = '', groupId = ''] = names;
      await type(['exit', ...names, ...because, '--yes', '--detach']);
      expect((await type(['pause', ...names])).code).toBe(0);
      gate.resolve();
      await until(exits.handle({ instanceId, groupId }), ({ paused }) => paused);
      expect((await type(['status', ...names])).code).toBe(0);
      expect((await type(['resume', ...names])).code).toBe(0);
      await until(exits.handle({ instanceId, groupId }), onHold);
      expect((await type(['cancel', ...names])).code).toBe(0);
      const receipt = await type(['receipt', ...names, '--wait']);
      expect([receipt.code, receipt.printed]).toEqual([4, expect.stringMatching(/^cancelled/)]);
      expect((await type(['status', ...names])).code).toBe(4);
      expect((await type(['cancel', ...names])).code).toBe(1);
    });
  });
});

test('the status of a terminated exit says so, and no word of the hold that nobody can decide any more', () =>
  atShell(held(), async ({ names, type }) => {
    await type(['exit', ...names, ...because, '--yes']);
    await environment.client.workflow.getHandle(`exit/${names.join('/')}`).terminate();
    const { code, printed, told } = await type(['status', ...names]);
    expect([code, printed, told]).toEqual([1, '', expect.stringContaining('ended without a receipt (terminated)')]);
  }));

test('a pause is told beside a hold, and a decision says that it does not end it', () =>
  atShell(held(), async ({ exits, names, type }) => {
    const [instanceId = '', groupId = ''] = names;
    await type(['exit', ...names, ...because, '--yes']);
    await type(['pause', ...names]);
    await until(exits.handle({ instanceId, groupId }), ({ paused }) => paused);
    const resume = `group-exit resume ${names.join(' ')}`;
    expect((await type(['status', ...names])).printed).toMatch(new RegExp(`On hold[^]+It is paused:[^]+${resume}$`));
    expect((await type(['decide', ...names, 'leave-anyway', '--yes'])).printed).toContain(resume);
    expect((await type(['resume', ...names])).printed).toContain('It is not paused any more');
    expect((await type(['receipt', ...names, '--wait'])).printed).toMatch(/^left/);
  }));

describe('as a process', () => {
  const main = fileURLToPath(new URL('../../client/cli/main.ts', import.meta.url));
  const start = (args: string[], env: Record<string, string>) => {
    const { promise, resolve } = Promise.withResolvers<{ code: unknown; stdout: string; stderr: string }>();
    execFile(process.execPath, [main, ...args], { env: { ...process.env, ...env } }, (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, stdout, stderr }),
    );
    return promise;
  };

  test('it prints nothing but JSON on its standard output, and ends with the code of the outcome', () =>
    atShell(held(), async ({ names, env }) => {
      const { code, stdout, stderr } = await start(['exit', ...names, ...because, '--yes', '--json'], env);
      expect(code).toBe(3);
      expect(JSON.parse(stdout)).toMatchObject({ hold: { kind: 'no-successor' } });
      expect(stderr).toContain('✓ pre-flight');
    }));

  test('a worker without a configuration says what is missing', async () => {
    const nothing = { GROUP_EXIT_INSTANCES: '', GROUP_EXIT_DATABASE: '' };
    const { code, stderr } = await start(['worker'], nothing);
    expect([code, stderr]).toEqual([2, expect.stringMatching(/GROUP_EXIT_INSTANCES[^]+GROUP_EXIT_DATABASE/)]);
  });

  test('it explains every command', async () => {
    const { code, stdout } = await start(['--help'], {});
    expect(code).toBe(0);
    const single = ['exit', 'receipt', 'status', 'watch', 'pause', 'resume', 'cancel', 'decide', 'worker', 'doctor'];
    const many = ['import', 'assign', 'plan', 'resign', 'approve', 'holds', 'retry', 'skip', 'report'];
    for (const command of [...single, ...many]) expect(stdout).toContain(`  ${command} `);
  });
});

import { randomUUID } from 'node:crypto';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  DecisionRefused,
  ExitInterrupted,
  ExitOver,
  GroupExits,
  InvalidRequest,
  NoSuchExit,
  NoWorker,
} from '../../client/index.ts';
import { exitReason, exitStage, waClient, waGroup, waInstance } from '../../workflows/search-attributes.ts';
import { facts, failure } from '../stories/scripted.ts';
import { devServer, freshTaskQueue } from '../support/temporal.ts';
import { freshRequest, oldReceipt, onHold, prompt, until, withWorker } from './scripted-worker.ts';

let environment: TestWorkflowEnvironment;
beforeAll(async () => void (environment = await devServer()));
afterAll(() => environment.teardown());

const nobodyThere = { ...facts, successors: { configured: 1 } };
const held = () =>
  prompt({ preFlight: async ({ exitId }) => ({ kind: 'member', exitId, leaving: false, facts: nobodyThere }) });

describe('a backend is told clearly', () => {
  test('that a request is faulty, before anything is started', async () => {
    const exits = new GroupExits({ client: environment.client });
    const faulty = { ...freshRequest(), requestedBy: '+49 151 23456789' };
    await expect(exits.exit(faulty)).rejects.toThrow(InvalidRequest);
    await expect(exits.handle(faulty).progress()).rejects.toThrow(NoSuchExit);
    expect(() => exits.handle({ ...faulty, groupId: 'Vendas SP' })).toThrow(InvalidRequest);
  });

  test('that nobody knows of an exit', async () => {
    await withWorker(environment, prompt(), async (exits) => {
      const exit = exits.handle(freshRequest());
      for (const ask of [
        () => exit.progress(),
        () => exit.pause(),
        () => exit.resume(),
        () => exit.cancel(),
        () => exit.decide({ action: 'retry', decidedBy: 'ana' }),
        () => exit.receipt(),
        () => exit.receipt({ wait: false }),
      ])
        await expect(ask()).rejects.toThrow(NoSuchExit);
    });
  });

  test('that no worker is there, while the exit waits for one', async () => {
    const exits = new GroupExits({ client: environment.client, taskQueue: freshTaskQueue() });
    const exit = await exits.exit(freshRequest());
    await exit.pause();
    await expect(exit.progress()).rejects.toThrow(NoWorker);
    expect(await exit.receipt({ wait: false })).toBeUndefined();
  });

  test('that an exit has ended and takes no more orders', async () => {
    await withWorker(environment, prompt(), async (exits) => {
      const exit = await exits.exit(freshRequest());
      await exit.receipt();
      for (const order of [() => exit.pause(), () => exit.resume(), () => exit.cancel()])
        await expect(order()).rejects.toThrow(ExitOver);
      await expect(exit.decide({ action: 'retry', decidedBy: 'ana' })).rejects.toMatchObject({
        name: 'DecisionRefused',
        type: 'NotHeld',
      });
    });
  });

  test('that a terminated exit has to be started again, and then gets the receipt of the new run', async () => {
    await withWorker(environment, held(), async (exits) => {
      const wanted = freshRequest();
      const first = await exits.exit(wanted);
      await until(first, onHold);
      await environment.client.workflow.getHandle(first.workflowId).terminate('the machine was replaced');
      await expect(first.receipt()).rejects.toThrow(ExitInterrupted);
      await expect(first.receipt()).rejects.toThrow('the machine was replaced');
      await expect(first.receipt({ wait: false })).rejects.toThrow(ExitInterrupted);
      await expect(first.progress()).rejects.toThrow(/ended without a receipt \(terminated\)\. Start it again/);
      const second = await exits.exit({ ...wanted, onNoSuccessor: 'leave' });
      expect((await second.receipt()).outcome).toBe('left');
      expect(await first.receipt()).toEqual(await second.receipt());
    });
  });

  test.each([
    ['what the hold does not offer', { action: 'leave-anyway', decidedBy: 'ana' } as const, 'ChoiceNotOffered'],
    [
      'somebody who is not in the group',
      { action: 'appoint', decidedBy: 'ana', successor: '+49 151 23456789' } as const,
      'SuccessorNotInGroup',
    ],
  ])('that a hold does not take a decision for %s', async (_, decision, type) => {
    const unread = failure('MembershipUnclear', 'the sources do not agree');
    const script =
      type === 'ChoiceNotOffered'
        ? prompt({ preFlight: () => Promise.reject(unread) })
        : prompt({
            ...held().activities,
            checkSuccessor: () =>
              Promise.reject(failure('SuccessorNotInGroup', 'successor: that person is not in the group')),
          });
    await withWorker(environment, script, async (exits) => {
      const exit = await exits.exit(freshRequest());
      await until(exit, onHold);
      const refused = await exit.decide(decision).catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(DecisionRefused);
      expect(refused).toMatchObject({ type });
      expect(JSON.stringify(refused) + String(refused)).not.toContain('23456789');
      await exit.cancel();
      await exit.receipt();
    });
  });

  test('of every fault of a decision', async () => {
    const exit = new GroupExits({ client: environment.client }).handle(freshRequest());
    await expect(exit.decide({ action: 'appoint', decidedBy: '' })).rejects.toMatchObject({
      faults: [{ field: 'decidedBy' }, { field: 'successor' }],
    });
  });
});

describe('an exit', () => {
  test('asked for twice is one exit, and the first request stands', async () => {
    await withWorker(environment, held(), async (exits) => {
      const wanted = freshRequest();
      const [first, second] = await Promise.all([exits.exit(wanted), exits.exit(wanted)]);
      await until(first, onHold);
      const third = await exits.exit({ ...wanted, onNoSuccessor: 'leave' });
      expect((await third.progress()).hold?.kind).toBe('no-successor');
      await exits.handle(wanted).cancel();
      const receipts = await Promise.all([first.receipt(), second.receipt(), third.receipt()]);
      expect(new Set(receipts.map(({ exitId }) => exitId)).size).toBe(1);
    });
  });

  test('waits on hold without a receipt until a person decides, in whatever form the successor is written', async () => {
    const asked: string[] = [];
    const script = prompt({
      ...held().activities,
      checkSuccessor: async ({ successor }) => void asked.push(successor),
    });
    await withWorker(environment, script, async (exits) => {
      const exit = await exits.exit(freshRequest());
      await until(exit, onHold);
      expect(await exit.receipt({ wait: false })).toBeUndefined();
      const hold = await exit.decide({ action: 'appoint', decidedBy: 'ana', successor: '+49 (151) 234-56789' });
      expect(hold.kind).toBe('no-successor');
      const receipt = await exit.receipt();
      expect(receipt).toMatchObject({
        outcome: 'left',
        holds: [{ decision: { action: 'appoint', decidedBy: 'ana' } }],
      });
      expect(await exit.receipt({ wait: false })).toEqual(receipt);
      // Not the same to the ms: around local activities, a replay has a slightly other clock.
      const { exitId, outcome, holds } = receipt;
      expect((await exit.progress()).receipt).toMatchObject({ exitId, outcome, holds: [{ kind: holds[0]?.kind }] });
      expect(asked).toEqual(['4915123456789@c.us']);
    });
  });

  test('whose hold passes its deadline has a receipt that says held', async () => {
    await withWorker(environment, held(), async (exits) => {
      const exit = await exits.exit({ ...freshRequest(), holdDeadlineMs: 50 });
      expect(await exit.receipt()).toMatchObject({ outcome: 'held', code: 'no-successor' });
    });
  });

  test('paused before it began goes on when it is told to', async () => {
    const gate = Promise.withResolvers<void>();
    const script = prompt();
    const look = script.activities.preFlight;
    script.activities.preFlight = async (input) => (await gate.promise, look(input));
    await withWorker(environment, script, async (exits) => {
      const exit = await exits.exit(freshRequest());
      await exit.pause();
      gate.resolve();
      await until(exit, ({ waitingFor }) => waitingFor?.includes('paused') ?? false);
      await exit.resume();
      expect((await exit.receipt()).outcome).toBe('left');
    });
  });

  test("shows in the Temporal UI what was asked for, and nobody's phone number", async () => {
    await withWorker(environment, held(), async (exits) => {
      const wanted = {
        ...freshRequest(),
        groupName: 'Vendas *SP* +55 11 98765-4321',
        clientId: 'acme',
        successors: ['+49 151 23456789'],
      };
      const exit = await exits.exit(wanted);
      await until(exit, onHold);
      const shown = await environment.client.workflow.getHandle(exit.workflowId).describe();
      expect(await shown.staticSummary()).toBe(String.raw`Leave **Vendas \*SP\* …**`);
      const details = await shown.staticDetails();
      expect(details).toContain('asked by crm: case closed');
      expect(details).not.toMatch(/23456789|98765/);
      const filters = [waInstance, waGroup, waClient, exitReason, exitStage].map((key) =>
        shown.typedSearchAttributes.get(key),
      );
      expect(filters).toEqual(['sales', wanted.groupId, 'acme', 'case closed', 'hold']);
      await exit.cancel();
      await exit.receipt();
    });
  });

  test('with a group name of any length has a summary that Temporal takes', async () => {
    const exits = new GroupExits({ client: environment.client, taskQueue: freshTaskQueue() });
    const exit = await exits.exit({ ...freshRequest(), groupName: '*漢'.repeat(100) });
    await environment.client.workflow.getHandle(exit.workflowId).terminate();
  });

  test('that Temporal has forgotten is told from the books', async () => {
    const wanted = freshRequest();
    const kept = { ...oldReceipt, groupId: wanted.groupId };
    const script = prompt({ loadReceipt: async ({ groupId }) => (groupId === wanted.groupId ? kept : null) });
    await withWorker(environment, script, async (exits) => {
      const exit = exits.handle(wanted);
      expect(await exit.receipt()).toEqual(kept);
      expect(await exit.receipt({ wait: false })).toEqual(kept);
      await expect(exit.progress()).rejects.toThrow(NoSuchExit);
    });
  });

  test('goes on in the run that a reset made', async () => {
    await withWorker(environment, held(), async (exits) => {
      const exit = await exits.exit(freshRequest());
      await until(exit, onHold);
      const receipt = exit.receipt();
      const { connection, options, workflow } = environment.client;
      const { events } = await workflow.getHandle(exit.workflowId).fetchHistory();
      const firstTask = events?.find(
        ({ workflowTaskCompletedEventAttributes }) => workflowTaskCompletedEventAttributes,
      );
      await connection.workflowService.resetWorkflowExecution({
        namespace: options.namespace,
        workflowExecution: { workflowId: exit.workflowId },
        workflowTaskFinishEventId: firstTask?.eventId,
        requestId: randomUUID(),
        reason: 'an operator tries again',
      });
      await until(exit, onHold);
      await exit.decide({ action: 'leave-anyway', decidedBy: 'ana' });
      expect((await receipt).outcome).toBe('left');
    });
  });
});

import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ResignationProgress } from '../../client/index.ts';
import { freshPlan, groupIdAt } from '../resignations/stage.ts';
import { door, facts, outByReading, type ExitActivities } from '../stories/scripted.ts';
import { devServer } from '../support/temporal.ts';
import { atShell } from './resignation-shell.ts';
import { scriptedTerminal } from './scripted-terminal.ts';

const ana = { approvedBy: 'ana' };
const nobodyThere = { ...facts, successors: { configured: 1 } };

let environment: TestWorkflowEnvironment;
beforeAll(async () => void (environment = await devServer()));
afterAll(() => environment.teardown());

function slow() {
  const { reached, open, pass } = door();
  const leaveGroup: ExitActivities['leaveGroup'] = async () => {
    await pass();
    return { evidence: outByReading, requestedAtMs: 0 };
  };
  return { reached, open, meet: { leaveGroup } };
}

/** The first group waits for a person, for ever. */
function oneHeld(groupId: string): Partial<ExitActivities> {
  return {
    preFlight: async (input) => ({
      kind: 'member',
      exitId: input.exitId,
      leaving: false,
      facts: input.groupId === groupId ? nobodyThere : facts,
    }),
  };
}

describe('group-exit watch', () => {
  test('fails where nobody knows the resignation', () =>
    atShell(environment, { plan: freshPlan([]) }, async ({ type }) => {
      const { code, told } = await type(['watch', 'winter']);
      expect([code, told]).toEqual([1, expect.stringContaining('Nobody knows of a resignation winter')]);
    }));

  test('follows to the end, and tells who left what', () => {
    const { reached, open, meet } = slow();
    return atShell(environment, { plan: freshPlan([{}, {}]), meet }, async ({ exits, planId, typeAt }) => {
      await exits.resign({ planId, ...ana });
      await reached;
      const terminal = scriptedTerminal();
      const watched = typeAt(terminal, ['watch', planId]);
      await expect.poll(() => terminal.told.join(), { timeout: 30_000 }).toContain('0/2');
      open();
      expect(await watched).toBe(0);
      expect(terminal.printed.join()).toMatch(/finished\n2 of 2 groups settled \(2 left\)/);
    });
  });

  test('tells scripts each change as a line of JSON', () => {
    const { reached, open, meet } = slow();
    return atShell(environment, { plan: freshPlan([{}, {}]), meet }, async ({ exits, planId, typeAt }) => {
      await exits.resign({ planId, ...ana });
      await reached;
      const terminal = scriptedTerminal();
      const watched = typeAt(terminal, ['watch', planId, '--json']);
      await expect.poll(() => terminal.printed.length, { timeout: 30_000 }).toBeGreaterThan(0);
      open();
      expect(await watched).toBe(0);
      const told = terminal.printed.map((line) => JSON.parse(line) as ResignationProgress);
      expect(told[0]).toMatchObject({ state: 'running', settled: 0 });
      expect(told.at(-1)).toMatchObject({ state: 'finished', outcomes: { left: 2 } });
      expect(terminal.told).toEqual([]);
    });
  });

  test('draws one line again and again where a person looks on', () => {
    const { reached, open, meet } = slow();
    return atShell(environment, { plan: freshPlan([{}, {}]), meet }, async ({ exits, planId, typeAt }) => {
      await exits.resign({ planId, ...ana });
      await reached;
      const drawn: string[] = [];
      const terminal = {
        ...scriptedTerminal([]),
        live: { columns: 80, draw: (line: string) => void drawn.push(line) },
      };
      const watched = typeAt(terminal, ['watch', planId]);
      await expect.poll(() => drawn.length, { timeout: 30_000 }).toBeGreaterThan(0);
      open();
      expect(await watched).toBe(0);
      expect(drawn[0]).toMatch(/^░+ 0\/2/);
      expect(drawn.at(-1)).toMatch(/^█+ 2\/2 · finished · 2 left/);
      expect(terminal.told).toEqual([]);
    });
  });

  test('ends with Ctrl-C alone, and says how to watch again', () => {
    const { reached, open, meet } = slow();
    return atShell(environment, { plan: freshPlan([{}, {}]), meet }, async ({ exits, planId, typeAt }) => {
      const run = await exits.resign({ planId, ...ana });
      await reached;
      const terminal = scriptedTerminal();
      const watched = typeAt(terminal, ['watch', planId]);
      await expect.poll(() => terminal.told.length, { timeout: 30_000 }).toBeGreaterThan(0);
      terminal.interrupt();
      expect(await watched).toBe(130);
      expect(terminal.told.at(-1)).toContain(`group-exit watch ${planId}`);
      open();
      expect((await run.finished()).outcomes).toEqual({ left: 2 });
    });
  });

  test('ends when nothing but a decision can bring it on, and names the command that lists what waits', () => {
    const plan = freshPlan([{}, {}]);
    return atShell(environment, { plan, meet: oneHeld(groupIdAt(plan, 0)) }, async ({ exits, planId, type }) => {
      await exits.resign({ planId, ...ana });
      const { code, printed } = await type(['watch', planId]);
      expect([code, printed]).toEqual([3, expect.stringContaining(`group-exit holds ${planId}`)]);
      const exit = await type(['watch', 'sales', groupIdAt(plan, 0)]);
      expect([exit.code, exit.printed]).toEqual([3, expect.stringContaining('On hold (no-successor)')]);
      await exits.resignation(planId).cancel();
    });
  });
});

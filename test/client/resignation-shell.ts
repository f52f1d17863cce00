import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { Books } from '../../activities/memberships/books.ts';
import { run } from '../../client/cli/run.ts';
import type { SeededPlan } from '../memberships/seed-plan.ts';
import { onStage, type Stage, type StageOptions } from '../resignations/stage.ts';
import { scriptedTerminal, type ScriptedTerminal } from './scripted-terminal.ts';

interface Typed {
  code: number;
  printed: string;
  told: string;
}

/** A person at a shell, beside a worker over real books. */
export interface ResignationShell extends Stage {
  planId: string;
  /** Runs a command line. @param answers what the person types; without them nobody is there */
  type: (args: string[], answers?: string[]) => Promise<Typed>;
  /** Runs one at a terminal that the test looks at. */
  typeAt: (terminal: ScriptedTerminal, args: string[]) => Promise<number>;
}

/** @param plan with an id of its own */
export function atShell(
  environment: TestWorkflowEnvironment,
  { plan, ...options }: StageOptions & { plan: SeededPlan & { planId: string } },
  tell: (shell: ResignationShell) => Promise<void>,
): Promise<void> {
  return onStage(environment, { plan, more: planReadings, ...options }, async (stage) => {
    const env = { TEMPORAL_ADDRESS: environment.address, GROUP_EXIT_TASK_QUEUE: stage.taskQueue };
    const typeAt: ResignationShell['typeAt'] = (terminal, args) => run(args, env, terminal);
    const type: ResignationShell['type'] = async (args, answers) => {
      const terminal = scriptedTerminal(answers);
      const code = await typeAt(terminal, args);
      return { code, printed: terminal.printed.join('\n'), told: terminal.told.join('\n') };
    };
    await tell({ ...stage, planId: plan.planId, type, typeAt });
  });
}

/** Plans are read from the same books. */
function planReadings(books: Books): object {
  return {
    loadPlan: async ({ planId }: { planId: string }) => (await books.plan(planId)) ?? null,
    loadPlanItems: ({ planId, ...page }: { planId: string } & Parameters<Books['planItems']>[1]) =>
      books.planItems(planId, page),
  };
}

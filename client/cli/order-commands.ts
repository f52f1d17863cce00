import { userInfo } from 'node:os';
import type { Command } from 'commander';
import { InvalidRequest } from '../errors.ts';
import type { ExitHandle } from '../exit-handle.ts';
import { parsePauseOrder } from '../pause-order.ts';
import type { ResignationHandle } from '../resignation-handle.ts';
import { canConfirm, confirmed, show, type CliContext, type CommonOptions, type ConfirmOptions } from './context.ts';
import { isResignation, targetCommand, withTarget } from './target-command.ts';

interface OrderOptions extends CommonOptions, ConfirmOptions {
  reason?: string;
  by?: string;
}

/** `group-exit pause`, `resume` and `cancel`: orders that exits take between two steps. */
export function orderCommands(context: CliContext): Command[] {
  return [pauseCommand(context), resumeCommand(context), cancelCommand(context)];
}

function pauseCommand(context: CliContext): Command {
  const summary = 'stop an exit, or all of a resignation, before the next step; what said goodbye goes on to its end';
  return targetCommand('pause', summary)
    .option('--reason <text>', 'of a resignation: why, shown with it until it goes on')
    .option('--by <name>', 'of a resignation: who pauses it, by name or login', userInfo().username)
    .action((_id: string, _group: string | undefined, _: unknown, command: Command) => {
      const { reason, by: pausedBy } = command.optsWithGlobals<OrderOptions>();
      // Before anybody is asked.
      parsePauseOrder({ reason, pausedBy });
      if (reason !== undefined && !isResignation(command)) {
        throw new InvalidRequest([{ field: '--reason', problem: 'is kept of resignations only: leave it out' }]);
      }
      return giveOrder(context, command, {
        exit: (exit) => exit.pause(),
        givenExit: 'It pauses before its next step, unless it has said goodbye already.',
        resignation: (run) => run.pause({ reason, pausedBy }),
        givenResignation: 'It starts nothing new; `group-exit status` says `paused` once nothing moves.',
      });
    });
}

function resumeCommand(context: CliContext): Command {
  return targetCommand('resume', 'let a paused exit or resignation go on').action(
    (_id: string, _group: string | undefined, _: unknown, command: Command) =>
      giveOrder(context, command, {
        exit: (exit) => exit.resume(),
        givenExit: 'It is not paused any more; `group-exit status` tells what else it waits for, if anything.',
        resignation: (run) => run.resume(),
        givenResignation: 'It goes on; `group-exit watch` shows how.',
      }),
  );
}

function cancelCommand(context: CliContext): Command {
  const summary = 'end an exit, or all of a resignation, before the next step; what said goodbye goes on to its end';
  return targetCommand('cancel', summary)
    .option('--yes', 'of a resignation: do not ask')
    .action((_id: string, _group: string | undefined, _: unknown, command: Command) =>
      giveOrder(context, command, {
        exit: (exit) => exit.cancel(),
        givenExit: 'It ends before its next step, unless it has said goodbye already; `group-exit receipt` tells.',
        // An exit can be asked for again; the groups of a cancelled resignation need a new plan.
        confirm: (run) => `End resignation ${run.resignationId} for good?`,
        resignation: (run) => run.cancel(),
        givenResignation: 'It starts nothing new and ends what has not said goodbye; `group-exit watch` shows its end.',
      }),
    );
}

interface Order {
  exit: (exit: ExitHandle) => Promise<void>;
  givenExit: string;
  /** What to ask first, of a resignation. */
  confirm?: (run: ResignationHandle) => string;
  resignation: (run: ResignationHandle) => Promise<void>;
  givenResignation: string;
}

async function giveOrder(context: CliContext, command: Command, order: Order): Promise<void> {
  const options = command.optsWithGlobals<OrderOptions>();
  const asks = order.confirm !== undefined && isResignation(command);
  if (asks && !canConfirm(context, options)) return;
  await withTarget(context, command, options, {
    async exit(exit) {
      await order.exit(exit);
      const { instanceId, groupId } = exit;
      show(context, options, { instanceId, groupId, order: command.name() }, () => order.givenExit);
    },
    async resignation(run) {
      if (order.confirm && !(await confirmed(context, options, order.confirm(run)))) return;
      await order.resignation(run);
      const { resignationId } = run;
      show(context, options, { resignationId, order: command.name() }, () => order.givenResignation);
    },
  });
}

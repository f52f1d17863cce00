import { userInfo } from 'node:os';
import { Command } from 'commander';
import type { NumberHandle } from '../number-handle.ts';
import { show, withExits, type CliContext, type CommonOptions } from './context.ts';
import { parseDuration } from './duration.ts';
import { numberText } from './number-text.ts';

interface PauseOptions extends CommonOptions {
  reason?: string;
  by?: string;
  for?: string;
}

/** `group-exit number`: what a WhatsApp number is at, and its pause. */
export function numberCommand(context: CliContext): Command {
  return new Command('number')
    .summary('look at a WhatsApp number, pause it, let it go on')
    .description('Look at a WhatsApp number, whose exits have their turns one after another; pause it, let it go on.')
    .addCommand(statusCommand(context))
    .addCommand(pauseCommand(context))
    .addCommand(resumeCommand(context));
}

function statusCommand(context: CliContext): Command {
  return subcommand('status', 'show whether it works, what it has used, who has the turn, who waits').action(
    (id: string, _: unknown, command: Command) =>
      withNumber(context, command, id, async (number, options) => {
        const status = await number.status();
        show(context, options, status, () => numberText(status));
      }),
  );
}

function pauseCommand(context: CliContext): Command {
  return subcommand('pause', 'stop it between two turns; the exit that has the turn goes on')
    .option('--reason <text>', 'why, for whoever wonders')
    .option('--by <name>', 'who pauses it, by name or login', userInfo().username)
    .option('--for <duration>', 'when it goes on by itself, such as 12h or 3d')
    .action((id: string, _: unknown, command: Command) =>
      withNumber<PauseOptions>(context, command, id, async (number, options) => {
        const untilMs = options.for === undefined ? undefined : Date.now() + parseDuration(options.for, 'for');
        await number.pause({ reason: options.reason, pausedBy: options.by, untilMs });
        const { instanceId } = number;
        show(
          context,
          options,
          { instanceId, order: 'pause' },
          () => 'It pauses once the exit that has the turn has given it back.',
        );
      }),
    );
}

function resumeCommand(context: CliContext): Command {
  return subcommand('resume', 'let it go on, also where it has paused itself').action(
    (id: string, _: unknown, command: Command) =>
      withNumber(context, command, id, async (number, options) => {
        await number.resume();
        show(context, options, { instanceId: number.instanceId, order: 'resume' }, () => 'It goes on, at its pace.');
      }),
  );
}

function subcommand(name: string, summary: string): Command {
  return new Command(name)
    .summary(summary)
    .description(`${summary[0]?.toUpperCase()}${summary.slice(1)}.`)
    .argument('<instance>', 'id of the instance, as in the instances file');
}

function withNumber<Options extends CommonOptions = CommonOptions>(
  context: CliContext,
  command: Command,
  instanceId: string,
  run: (number: NumberHandle, options: Options) => Promise<void>,
): Promise<void> {
  const options = command.optsWithGlobals<Options>();
  return withExits(context, options, (exits) => run(exits.number(instanceId), options));
}

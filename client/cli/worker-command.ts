import { Command } from 'commander';
import type { CliContext } from './context.ts';

/** `group-exit worker`: the process that does the work. */
export function workerCommand(context: CliContext): Command {
  return new Command('worker')
    .summary('run a worker')
    .description(
      'Run a worker until it is asked to end. It is configured by GROUP_EXIT_… and TEMPORAL_… variables; `group-exit doctor` checks them.',
    )
    .action(async () => {
      // oxlint-disable-next-line no-restricted-imports -- Lazily, so that everything else works without what a worker needs.
      const { runWorker } = await import('../../worker/index.ts');
      context.exitCode = await runWorker(context.env);
    });
}

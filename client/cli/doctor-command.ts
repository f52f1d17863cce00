import { Command } from 'commander';
import type { CliContext, CommonOptions } from './context.ts';
import { exitCodes } from './exit-codes.ts';

const WIDTH = 'search attributes'.length;

/** `group-exit doctor`: what a worker with this environment would find. */
export function doctorCommand(context: CliContext): Command {
  return new Command('doctor')
    .summary('check what a worker needs, and each instance at its gateway')
    .description(
      'Check the configuration, the database, Redis, Temporal, and each instance at its gateway, with the environment that a worker would have. Changes nothing. Ends with 1 when there is a fault.',
    )
    .action((_: unknown, command: Command) => runDoctor(context, command.optsWithGlobals<CommonOptions>()));
}

async function runDoctor(context: CliContext, { json, taskQueue }: CommonOptions): Promise<void> {
  const { env, terminal } = context;
  // oxlint-disable-next-line no-restricted-imports -- Lazily, so that everything else works without what a worker needs.
  const { examine } = await import('../../worker/doctor/index.ts');
  const environment = taskQueue === undefined ? env : { ...env, GROUP_EXIT_TASK_QUEUE: taskQueue };
  const findings = [];
  for await (const finding of examine(environment)) {
    findings.push(finding);
    const { verdict, subject, found } = finding;
    if (!json) terminal.out(`${verdict.padEnd(8)} ${subject.padEnd(WIDTH)}  ${found}`);
  }
  if (json) terminal.out(JSON.stringify({ findings }, undefined, 2));
  if (findings.some(({ verdict }) => verdict === 'fault')) context.exitCode = exitCodes.failed;
}

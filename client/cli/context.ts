import { connectTemporal, temporalSettings, type Environment } from '../connect.ts';
import { GroupExits } from '../group-exits.ts';
import { exitCodes } from './exit-codes.ts';
import type { Terminal } from './terminal.ts';

/** What a command has at hand, and what it leaves behind. */
export interface CliContext {
  env: Environment;
  terminal: Terminal;
  /** What the process ends with. */
  exitCode: number;
}

/** The options that every command takes. */
export interface CommonOptions {
  json?: boolean;
  taskQueue?: string;
}

/** Runs a command against Temporal, wherever the environment says it is, and closes the connection after it. */
export async function withExits(
  { env }: CliContext,
  { taskQueue = env['GROUP_EXIT_TASK_QUEUE'] }: CommonOptions,
  run: (exits: GroupExits) => Promise<void>,
): Promise<void> {
  const client = await connectTemporal(temporalSettings(env));
  try {
    await run(new GroupExits({ client, taskQueue }));
  } finally {
    await client.connection.close();
  }
}

/** Prints a result: as JSON for scripts, as text for people. */
export function show(context: CliContext, { json }: CommonOptions, value: unknown, text: () => string): void {
  context.terminal.out(json ? JSON.stringify(value, undefined, 2) : text());
}

export interface ConfirmOptions {
  yes?: boolean;
}

/**
 * Whether what can't be taken back may begin, or a person is there to be asked; otherwise says so and sets the exit code.
 */
export function canConfirm(context: CliContext, { yes }: ConfirmOptions): boolean {
  if (yes || context.terminal.interactive) return true;
  context.terminal.note('This cannot be taken back, and nobody is here to confirm it: add --yes. Nothing was done.');
  context.exitCode = exitCodes.badInput;
  return false;
}

/**
 * Asks before what can't be taken back.
 * @returns whether to go on; otherwise says so and sets the exit code
 */
export async function confirmed(context: CliContext, options: ConfirmOptions, question: string): Promise<boolean> {
  if (!canConfirm(context, options)) return false;
  if (options.yes || /^(y|yes)$/i.test((await context.terminal.ask(`${question} [y/N] `)).trim())) return true;
  context.terminal.note('Nothing was done.');
  context.exitCode = exitCodes.badInput;
  return false;
}

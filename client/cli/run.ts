import { CommanderError } from 'commander';
import type { Environment } from '../connect.ts';
import { GroupExitError, InvalidRequest } from '../errors.ts';
import { exitCodes } from './exit-codes.ts';
import type { CliContext } from './context.ts';
import { groupExitProgram } from './program.ts';
import type { Terminal } from './terminal.ts';

/**
 * Runs one command line.
 * @param args without the program's own name
 * @returns the exit code for the process
 */
export async function run(args: readonly string[], env: Environment, terminal: Terminal): Promise<number> {
  const context: CliContext = { env, terminal, exitCode: exitCodes.ok };
  const program = groupExitProgram(context);
  try {
    await program.parseAsync(args, { from: 'user' });
    return context.exitCode;
  } catch (error) {
    return complain(error, terminal, program.opts<{ json?: boolean }>().json ?? false);
  }
}

/** What was foreseen has a message that says all; of a fault of ours the stack is worth more. */
function complain(error: unknown, terminal: Terminal, json: boolean): number {
  // Commander has said it already.
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.badInput;
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  const faults = error instanceof InvalidRequest ? { faults: error.faults } : {};
  if (json) terminal.out(JSON.stringify({ error: { name, message, ...faults } }, undefined, 2));
  else terminal.note(error instanceof GroupExitError || !(error instanceof Error) ? message : (error.stack ?? message));
  return error instanceof InvalidRequest ? exitCodes.badInput : exitCodes.failed;
}

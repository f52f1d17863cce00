import { spawn } from 'node:child_process';
import { closeSync, openSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';

const stopTimeoutMs = 10_000;
const tailLines = 15;

export interface ServerCommand {
  command: string;
  args: string[];
  /** Ours unless given. */
  environment?: Readonly<Record<string, string | undefined>>;
  logFile: string;
  /** Gives it a standard input that ends when this process does, however that ends. Without it, none. */
  lifeline?: true;
}

export interface ServerProcess {
  pid: number | undefined;
  /** Says how it ended, once it has. */
  ended: Promise<string>;
  stop(): Promise<void>;
  /** SIGKILL: it has no time for anything. */
  kill(): Promise<void>;
  /** The last lines that it has written since it was started. */
  logTail(): Promise<string>;
}

/**
 * Starts a server that writes to a log file.
 *
 * In a process group of its own: Ctrl-C in a terminal goes to the whole group, and would end Temporal before the worker has drained.
 */
export function startServerProcess({ command, args, environment, logFile, lifeline }: ServerCommand): ServerProcess {
  const log = openSync(logFile, 'a');
  const logStart = statSync(logFile).size;
  const stdin = lifeline ? 'pipe' : 'ignore';
  const child = spawn(command, args, { stdio: [stdin, log, log], detached: true, env: environment });
  closeSync(log);

  const killWithUs = (): boolean => child.kill('SIGKILL');
  process.once('exit', killWithUs);
  const { promise: ended, resolve } = Promise.withResolvers<string>();
  child.once('error', (error) => resolve(error.message));
  child.once('exit', (code, signal) => resolve(`it ended with ${signal ?? `code ${code}`}`));
  void ended.then(() => process.off('exit', killWithUs));

  return {
    pid: child.pid,
    ended,
    stop: async () => {
      child.kill('SIGTERM');
      const inTime = await Promise.race([ended, setTimeout(stopTimeoutMs, undefined, { ref: false })]);
      if (inTime === undefined) child.kill('SIGKILL');
      await ended;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
    logTail: () => tailOf(logFile, logStart),
  };
}

async function tailOf(logFile: string, start: number): Promise<string> {
  await using file = await open(logFile);
  const { size } = await file.stat();
  const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(size - start), position: start });
  return buffer.toString('utf8', 0, bytesRead).trim().split('\n').slice(-tailLines).join('\n');
}

import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

export interface RunningProcess {
  parentPid: number;
  /** The command with its arguments, separated by spaces. */
  command: string;
}

/** What runs under a process id; `undefined` when nothing does. */
export async function runningProcess(pid: number): Promise<RunningProcess | undefined> {
  // Slim Linux images have no `ps`; macOS has no /proc.
  return existsSync('/proc/self/stat') ? fromProc(pid) : fromPs(pid);
}

async function fromProc(pid: number): Promise<RunningProcess | undefined> {
  if (!existsSync(`/proc/${pid}`)) return undefined;
  const [stat, command] = await Promise.all([
    readFile(`/proc/${pid}/stat`, 'utf8'),
    readFile(`/proc/${pid}/cmdline`, 'utf8'),
  ]);
  // "pid (name) state parent …", where the name may hold spaces and brackets.
  const parent = stat.slice(stat.lastIndexOf(')')).split(' ')[2];
  // One that has ended, and waits for its parent to take note, has no command line.
  return command ? { parentPid: Number(parent), command: command.replaceAll('\0', ' ') } : undefined;
}

async function fromPs(pid: number): Promise<RunningProcess | undefined> {
  try {
    const { stdout } = await promisify(execFile)('ps', ['-ww', '-o', 'ppid=', '-o', 'command=', '-p', String(pid)]);
    const [, parent, command] = /^\s*(\d+)\s+(.*)$/m.exec(stdout) ?? [];
    return { parentPid: Number(parent), command: command ?? '' };
  } catch (error) {
    // `ps` exits with 1 when there is no such process.
    if (error instanceof Error && 'code' in error && error.code === 1) return undefined;
    throw error;
  }
}

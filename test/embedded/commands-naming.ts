import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/** The command lines of running processes that name a directory. */
export async function commandsNaming(directory: string): Promise<string[]> {
  const commands = existsSync('/proc/self/cmdline') ? await fromProc() : await fromPs();
  return commands.filter((command) => command.includes(directory));
}

async function fromProc(): Promise<string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  // A process may end between the listing and the look.
  const read = (pid: string) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return (await Promise.all(pids.map(read))).map((command) => command.replaceAll('\0', ' ').trim());
}

async function fromPs(): Promise<string[]> {
  const { stdout } = await promisify(execFile)('ps', ['-ax', '-ww', '-o', 'command=']);
  return stdout.split('\n');
}

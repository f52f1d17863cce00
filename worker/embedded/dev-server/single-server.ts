import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { runningProcess } from './process-table.ts';
import type { RunningProcess } from './process-table.ts';

const endTimeoutMs = 10_000;
const lookEveryMs = 50;

/** The file that says which server works on a data directory, and the database file that the server's command line names. */
export interface ServerFiles {
  recordFile: string;
  databaseFile: string;
}

/**
 * Ends the server that a killed run left behind: two servers on one database file would ruin it.
 *
 * @throws when its owner still runs
 */
export async function endLeftoverServer(files: ServerFiles): Promise<void> {
  const record = await readRecord(files.recordFile);
  if (!record) return;
  const server = await serverOf(files, record.serverPid);
  // A process whose parent dies gets another one, so this also holds when the owner's process id went to somebody else.
  if (server?.parentPid === record.ownerPid) throw inUse(files, record.ownerPid);
  if (server) await endServer(files, record.serverPid);
  await forgetServer(files);
}

/**
 * Notes that a server of ours works on the data directory, in one step, so that of two runs that start at once one wins.
 *
 * @throws when another run was first
 */
export async function recordServer(files: ServerFiles, serverPid: number): Promise<void> {
  const draft = `${files.recordFile}.${serverPid}`;
  await writeFile(draft, `server ${serverPid} of ${process.pid}\n`);
  try {
    await link(draft, files.recordFile);
  } catch (error) {
    const first = await readRecord(files.recordFile);
    throw first ? inUse(files, first.ownerPid) : error;
  } finally {
    await rm(draft);
  }
}

export async function forgetServer(files: ServerFiles): Promise<void> {
  await rm(files.recordFile, { force: true });
}

async function readRecord(recordFile: string): Promise<{ serverPid: number; ownerPid: number } | undefined> {
  const text = await readFile(recordFile, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  const [, serverPid, ownerPid] = /^server (\d+) of (\d+)$/m.exec(text ?? '') ?? [];
  return serverPid ? { serverPid: Number(serverPid), ownerPid: Number(ownerPid) } : undefined;
}

/** The process, if it is still our server and not another one that got its id. */
async function serverOf({ databaseFile }: ServerFiles, pid: number): Promise<RunningProcess | undefined> {
  const found = await runningProcess(pid);
  return found?.command.includes('start-dev') && found.command.includes(databaseFile) ? found : undefined;
}

async function endServer(files: ServerFiles, pid: number): Promise<void> {
  process.kill(pid, 'SIGTERM');
  const killAtMs = Date.now() + endTimeoutMs;
  while (await serverOf(files, pid)) {
    if (Date.now() > killAtMs) process.kill(pid, 'SIGKILL');
    await setTimeout(lookEveryMs);
  }
}

function inUse({ databaseFile }: ServerFiles, ownerPid: number): Error {
  return new Error(
    `The database ${databaseFile} is in use by another run (process ${ownerPid}). ` +
      'Stop that one, or choose another data directory, then start again.',
  );
}

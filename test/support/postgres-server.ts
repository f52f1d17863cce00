import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { chownSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { freePort } from '../../worker/telemetry/free-port.ts';
import { findBinary } from './binaries.ts';

/** A real PostgreSQL of this run's own. */
export interface PostgresServer {
  /** Address of its maintenance database, as its superuser. */
  url: string;
  stop(): Promise<void>;
}

/** @returns the directory of PostgreSQL's programs: POSTGRES_BIN, on the PATH, or where Debian keeps its versions */
export function findPostgres(): string | undefined {
  const named = process.env.POSTGRES_BIN;
  const initdb = findBinary('initdb', named && join(named, 'initdb'), '/usr/lib/postgresql/*/bin');
  return initdb && dirname(initdb);
}

/** Starts a server that keeps nothing, and in which a commit waits for no disk. @param bin the directory of its programs */
export async function startPostgres(bin: string): Promise<PostgresServer> {
  const directory = mkdtempSync(join(tmpdir(), 'group-exit-postgres-'));
  try {
    const password = randomUUID();
    const user = unprivilegedUser();
    await makeCluster(bin, directory, password, user);
    const port = await freePort();
    const server = spawn(join(bin, 'postgres'), ['-D', join(directory, 'data'), ...settings(port)], {
      ...user,
      cwd: directory,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    await ready(server);
    return {
      url: `postgres://keeper:${password}@127.0.0.1:${port}/postgres`,
      stop: () => stop(server, directory),
    };
  } catch (error) {
    rmSync(directory, { recursive: true, force: true });
    throw error;
  }
}

/** PostgreSQL refuses to run as root, so that in a container it takes another user: its own, else nobody. */
function unprivilegedUser(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const [, , uid, gid] = users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody') ?? [];
  if (uid === undefined || gid === undefined)
    throw new Error(
      'PostgreSQL does not run as root, and there is no user postgres or nobody: run the tests as a user.',
    );
  return { uid: Number(uid), gid: Number(gid) };
}

async function makeCluster(bin: string, directory: string, password: string, user: { uid?: number; gid?: number }) {
  const passwordFile = join(directory, 'password');
  writeFileSync(passwordFile, password);
  if (user.uid !== undefined && user.gid !== undefined) {
    for (const path of [directory, passwordFile]) chownSync(path, user.uid, user.gid);
  }
  const cluster = ['--pgdata', join(directory, 'data'), '--username', 'keeper', '--pwfile', passwordFile];
  const options = ['--auth', 'scram-sha-256', '--encoding', 'UTF8', '--locale', 'C', '--no-sync'];
  await promisify(execFile)(join(bin, 'initdb'), [...cluster, ...options], { ...user, cwd: directory });
}

function settings(port: number): string[] {
  return [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=200',
    'shared_buffers=32MB',
    'fsync=off',
    'full_page_writes=off',
    'synchronous_commit=off',
    'autovacuum=off',
  ].flatMap((setting) => ['-c', setting]);
}

async function ready(server: ChildProcess): Promise<void> {
  if (server.stderr === null) throw new Error('postgres was started without its log.');
  const said: string[] = [];
  for await (const line of createInterface(server.stderr)) {
    said.push(line);
    if (line.includes('ready to accept connections')) return void server.stderr.resume();
  }
  throw new Error(`postgres ended before it was ready:\n${said.join('\n')}`);
}

/** SIGQUIT: at once, with all its processes, whoever is still connected. */
async function stop(server: ChildProcess, directory: string): Promise<void> {
  if (server.exitCode === null && server.signalCode === null) {
    const ended = once(server, 'exit');
    server.kill('SIGQUIT');
    await ended;
  }
  rmSync(directory, { recursive: true });
}

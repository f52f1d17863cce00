import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { inject } from 'vitest';
import { freePort } from '../../worker/telemetry/free-port.ts';

/** A real Redis of a test's own. */
export interface RedisServer {
  url: string;
  stop(): Promise<void>;
}

const redisServer = inject('redisServerPath');

/** For `test.runIf`. Where there is no Redis, the run names what it left out (and in CI does not even begin). */
export const hasRedis = redisServer !== null;

/**
 * Starts a `redis-server` that keeps nothing, on a port of its own.
 * @param options.port where to start it again after a stop; a free one otherwise
 */
export async function startRedis(options: { port?: number; password?: string } = {}): Promise<RedisServer> {
  if (redisServer === null) throw new Error('Redis is not here: run this test by test.runIf(hasRedis).');
  const port = options.port ?? (await freePort());
  const directory = await mkdtemp(join(tmpdir(), 'group-exit-redis-'));
  const server = spawn(
    redisServer,
    ['--port', String(port), '--bind', '127.0.0.1', '--dir', directory, '--save', '', '--appendonly', 'no'].concat(
      options.password === undefined ? [] : ['--requirepass', options.password],
    ),
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  await ready(server);
  const credentials = options.password === undefined ? '' : `:${options.password}@`;
  return {
    url: `redis://${credentials}127.0.0.1:${port}`,
    stop: async () => {
      if (server.exitCode !== null || server.signalCode !== null) return;
      const ended = once(server, 'exit');
      server.kill('SIGKILL');
      await ended;
      await rm(directory, { recursive: true });
    },
  };
}

async function ready(server: ChildProcess): Promise<void> {
  if (server.stdout === null) throw new Error('redis-server was started without its output.');
  const said: string[] = [];
  for await (const line of createInterface(server.stdout)) {
    said.push(line);
    if (line.includes('Ready to accept connections')) return void server.stdout.resume();
  }
  throw new Error(`redis-server ended before it was ready:\n${said.join('\n')}`);
}

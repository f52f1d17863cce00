import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below the ports that systems give to connections by themselves (Linux: from 32768): one of those may be taken at any moment. */
const FIRST_PORT = 20_000;
const PORTS_PER_PROCESS = 50;

let next = FIRST_PORT + (process.pid % 200) * PORTS_PER_PROCESS;

/** A port for a worker's HTTP that no other test of this process gets, and that nobody listens on. */
export async function workerPort(): Promise<number> {
  for (;;) {
    const port = next++;
    if (await isFree(port)) return port;
  }
}

async function isFree(port: number): Promise<boolean> {
  const probe = createServer();
  const outcome = Promise.race([once(probe, 'listening').then(() => true), once(probe, 'error').then(() => false)]);
  probe.listen(port, '127.0.0.1');
  const free = await outcome;
  if (free) {
    probe.close();
    await once(probe, 'close');
  }
  return free;
}

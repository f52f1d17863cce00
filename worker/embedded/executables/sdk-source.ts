import { spawn } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fillCache } from './cache.ts';
import type { Environment, Executable, Say, Source } from './executable.ts';
import { proveExecutable } from './prove-executable.ts';

const entry = fileURLToPath(new URL('sdk-download.ts', import.meta.url));
/** A network that swallows packets gives no error: this long without a new byte is one. */
const stallMs = 20_000;

/** The download that the Temporal SDK itself does for tests. */
export function sdkSource(executable: Executable, cached: string, environment: Environment, say: Say): Source {
  return {
    name: "the Temporal SDK's own download",
    look: () =>
      fillCache(cached, async (directory) => {
        say(`Asking the Temporal SDK to download ${executable.command} (once; kept in ${cached})`);
        await download(executable, directory, environment);
        const [file] = readdirSync(directory);
        if (!file) throw new Error('it left no file');
        return proveExecutable(executable, join(directory, file));
      }),
  };
}

async function download(executable: Executable, directory: string, environment: Environment): Promise<void> {
  const child = spawn(process.execPath, [entry, executable.server, directory], {
    env: { ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.on('error', reject);
  child.on('close', (code) =>
    code === 0 ? resolve() : reject(new Error(said.trim().split('\n').at(-1) || 'it failed')),
  );
  const watch = watchForStall(directory, () => {
    said = `no byte came in ${stallMs / 1000} s`;
    child.kill('SIGKILL');
  });
  await promise.finally(() => clearInterval(watch));
}

function watchForStall(directory: string, onStall: () => void): NodeJS.Timeout {
  let bytes = 0;
  return setInterval(() => {
    const now = bytesIn(directory);
    if (now === bytes) onStall();
    bytes = now;
  }, stallMs);
}

function bytesIn(directory: string): number {
  const sizes = readdirSync(directory).map(
    (file) => statSync(join(directory, file), { throwIfNoEntry: false })?.size ?? 0,
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

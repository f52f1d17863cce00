import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { startSandbox } from './start-sandbox.ts';
import { worldSeedSchema, type WorldSeed } from './world/seed.ts';

const USAGE = `Usage: node worker/embedded/sandbox/main.ts [--port <n>] [--data-file <path>] [--world <file.json>]

Starts a make-believe WhatsApp world behind the HTTP of WAHA and Wawp. See the README beside this file.

  --port       a free one unless given
  --data-file  SQLite file that the world survives in; nothing is kept without one
  --world      {"numbers": [...], "groups": [...]}, put into a world that is empty`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '0' },
      'data-file': { type: 'string' },
      world: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return console.log(USAGE);
  const seed = values.world === undefined ? undefined : readWorld(values.world);
  const sandbox = await startSandbox({ port: portFrom(values.port), dataFile: values['data-file'], seed });
  console.log(`Sandbox at ${sandbox.url} (WAHA: /waha, Wawp: /wawp, control: /_sandbox)`);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void sandbox.close());
}

/** @throws when it is no port */
function portFrom(text: string): number {
  const port = /^\d+$/.test(text) ? Number(text) : NaN;
  if (!(port <= 65_535)) throw new Error('--port must be a whole number from 0 to 65535.');
  return port;
}

/** @throws when the file is not there, is not JSON, or is no world: with the file's name and each wrong field */
function readWorld(file: string): WorldSeed {
  try {
    return worldSeedSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    const why = error instanceof z.ZodError ? `\n${z.prettifyError(error)}` : ` ${String(error)}`;
    throw new Error(`The world file ${file} cannot be used:${why}`, { cause: error });
  }
}

main().catch((error: unknown) => {
  console.error(`The sandbox did not start. ${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  process.exitCode = 1;
});

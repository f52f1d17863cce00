/** `npm start`: everything on this machine, and a demonstration. */
import { constants } from 'node:os';
import { interrupted } from './demonstration/words.ts';
import { screenOn } from './demonstration/screen.ts';
import { BadOptions, parseOptions, usage } from './options.ts';
import { runEmbedded } from './run.ts';

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (stop.signal.aborted) process.exit(128 + constants.signals[signal]);
    process.stderr.write('\nEnding; once more ends at once.\n');
    stop.abort();
  });
}
// A terminal that is closed says so once or twice, and takes no more words: what runs has to be ended all the same.
process.on('SIGHUP', () => stop.abort());
for (const output of [process.stdout, process.stderr]) output.on('error', () => stop.abort());

process.exit(await main());

/** @returns the exit code: 0 done, 1 broken, 2 wrong options, 130 ended half-way */
async function main(): Promise<number> {
  try {
    const options = parseOptions(process.argv.slice(2));
    if (options === 'help') {
      process.stdout.write(usage);
      return 0;
    }
    const stay = process.stdout.isTTY && !options.once;
    const screen = screenOn(process.stdout);
    const finished = await runEmbedded({ ...options, stay, screen, environment: process.env, signal: stop.signal });
    if (!finished) screen.say(...interrupted);
    return finished ? 0 : 130;
  } catch (error) {
    process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
    return error instanceof BadOptions ? 2 : 1;
  }
}

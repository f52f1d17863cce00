import { constants } from 'node:os';
import { keysOf } from './demonstration/keys.ts';
import { screenOn } from './demonstration/screen.ts';
import { interrupted } from './demonstration/words.ts';
import { BadOptions, parseOptions, usage } from './options.ts';
import { runEmbedded } from './run.ts';
import type { RunEnd } from './run.ts';

const EXIT_CODES: Record<RunEnd, number> = { done: 0, wrong: 1, interrupted: 130 };

/**
 * `npm start`: everything on this machine, and a demonstration.
 * @param args the command line's
 * @param groups how many groups are left, shared out among six numbers
 * @returns the exit code: 0 done, 1 broken, 2 wrong options, 130 ended half-way
 */
export async function npmStart(args: string[], groups: number): Promise<number> {
  const stop = listenForStop();
  try {
    const options = parseOptions(args);
    if (options === 'help') {
      process.stdout.write(usage);
      return 0;
    }
    const screen = screenOn(process.stdout);
    const end = await runEmbedded({
      ...options,
      stay: process.stdout.isTTY && !options.once,
      groups,
      screen,
      listen: () => keysOf(process.stdin),
      environment: process.env,
      end: () => stop.abort(),
      signal: stop.signal,
    });
    screen.freeze();
    if (end === 'interrupted') screen.say(...interrupted);
    return EXIT_CODES[end];
  } catch (error) {
    process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
    return error instanceof BadOptions ? 2 : 1;
  }
}

function listenForStop(): AbortController {
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
  return stop;
}

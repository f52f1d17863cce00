import type { ReadStream } from 'node:tty';

type Key = 'p' | 'r' | 'q';

/** What a person presses meanwhile. */
export interface Keys {
  /** Whether there is a keyboard at all. */
  there: boolean;
  /** The next key that was pressed, if any. */
  take(): Key | undefined;
  /** The terminal is as before. */
  close(): void;
}

const CTRL_C = '\u0003';

/** Reads single keys where the input is a terminal. */
export function keysOf(input: ReadStream): Keys {
  const pressed: Key[] = [];
  if (!input.isTTY) return { there: false, take: () => undefined, close: () => {} };
  const hear = (data: Buffer) => {
    for (const key of data.toString()) {
      // A terminal that hands on single keys makes no signal of this one.
      if (key === CTRL_C) process.kill(process.pid, 'SIGINT');
      if (key === 'p' || key === 'r' || key === 'q') pressed.push(key);
    }
  };
  input.setRawMode(true).on('data', hear).resume();
  return {
    there: true,
    take: () => pressed.shift(),
    close: () => void input.off('data', hear).setRawMode(false).pause(),
  };
}

import { fitted } from './table.ts';

/** One line of the live picture. */
export interface Row {
  /** The same for the same thing over time. */
  key: string;
  text: string;
  /** What is written, whenever it changes, where nothing can be drawn over; without it, nothing. */
  plain?: string;
}

/** Where a person reads what goes on. */
export interface Screen {
  say(...lines: string[]): void;
  /** Shows the picture as it is now. */
  show(rows: readonly Row[]): void;
  /** The last picture stays; what follows comes below. */
  freeze(): void;
}

export interface Output {
  write(text: string): unknown;
  isTTY?: boolean;
  columns?: number;
}

/** A picture that is drawn over in a terminal; elsewhere (a file, CI) a line for each change. */
export function screenOn(output: Output): Screen {
  return output.isTTY ? liveScreen(output) : plainScreen(output);
}

function plainScreen(output: Output): Screen {
  const shown = new Map<string, string>();
  const say = (...lines: string[]) => output.write(lines.map((line) => `${line}\n`).join(''));
  return {
    say,
    show: (rows) => {
      for (const { key, plain } of rows) {
        if (plain === undefined || shown.get(key) === plain) continue;
        shown.set(key, plain);
        say(plain);
      }
    },
    freeze: () => shown.clear(),
  };
}

function liveScreen(output: Output): Screen {
  let picture: readonly Row[] = [];
  const draw = () => output.write(picture.map(({ text }) => `${fitted(text, output.columns || 80)}\n`).join(''));
  // Up to the first line of the picture, then clear all below.
  const wipe = () => output.write(picture.length === 0 ? '' : `\u001B[${picture.length}A\u001B[0J`);
  return {
    say: (...lines) => {
      wipe();
      output.write(lines.map((line) => `${line}\n`).join(''));
      draw();
    },
    show: (rows) => {
      wipe();
      picture = rows;
      draw();
    },
    freeze: () => {
      picture = [];
    },
  };
}

import type { WriteStream } from 'node:tty';

/** To the first column, and empty the line (ECMA-48: CR, EL 2). */
const CLEAR = '\r\u001B[2K';

/** One line at the bottom of a terminal that is drawn again and again. */
export class LiveLine {
  readonly #stream: Pick<WriteStream, 'columns' | 'write'>;
  #isDrawn = false;

  constructor(stream: Pick<WriteStream, 'columns' | 'write'>) {
    this.#stream = stream;
  }

  /** What fits; the last column is left out, since some terminals go on to the next line after it. */
  get columns(): number {
    return this.#stream.columns - 1;
  }

  /** Control characters in what people write would move it elsewhere: they become blanks. */
  draw(line: string): void {
    this.#stream.write(CLEAR + line.replaceAll(/\p{Cc}+/gu, ' ').slice(0, this.columns));
    this.#isDrawn = true;
  }

  /** Before anything else is written. */
  clear(): void {
    if (this.#isDrawn) this.#stream.write(CLEAR);
    this.#isDrawn = false;
  }
}

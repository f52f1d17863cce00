import { createInterface } from 'node:readline/promises';
import { LiveLine } from './live-line.ts';

/** Where the command line reads and writes. */
export interface Terminal {
  /** Results. */
  out(text: string): void;
  /** What a person wants to know and a script does not: progress, questions, complaints. */
  note(text: string): void;
  /** Whether a person is there to answer. */
  interactive: boolean;
  /** @returns what the person types; nothing where they end it with Ctrl-C or Ctrl-D */
  ask(question: string): Promise<string>;
  /** Where a person looks on: one line that is drawn again and again. */
  live?: Pick<LiveLine, 'columns' | 'draw'>;
  /** Calls once on the next Ctrl-C, which then does not end the process. @returns what stops listening */
  onInterrupt(heard: () => void): () => void;
}

export function processTerminal(): Terminal {
  const { stdin, stdout, stderr } = process;
  const live = stderr.isTTY ? new LiveLine(stderr) : undefined;
  return {
    out(text) {
      live?.clear();
      stdout.write(`${text}\n`);
    },
    note(text) {
      live?.clear();
      stderr.write(`${text}\n`);
    },
    interactive: stdin.isTTY && stderr.isTTY,
    ask: async (question) => {
      const lines = createInterface({ input: stdin, output: stderr });
      try {
        return await lines.question(question);
      } catch (error) {
        if (!(error instanceof Error && error.name === 'AbortError')) throw error;
        stderr.write('\n');
        return '';
      } finally {
        lines.close();
      }
    },
    live,
    onInterrupt(heard) {
      process.once('SIGINT', heard);
      return () => void process.off('SIGINT', heard);
    },
  };
}

import { createInterface } from 'node:readline/promises';

/** Where the command line reads and writes. */
export interface Terminal {
  /** Results. */
  out(text: string): void;
  /** What a person wants to know and a script does not: progress, questions, complaints. */
  note(text: string): void;
  /** Whether a person is there to answer. */
  interactive: boolean;
  /** @returns what the person types */
  ask(question: string): Promise<string>;
}

export function processTerminal(): Terminal {
  const { stdin, stdout, stderr } = process;
  return {
    out: (text) => void stdout.write(`${text}\n`),
    note: (text) => void stderr.write(`${text}\n`),
    interactive: stdin.isTTY && stderr.isTTY,
    ask: async (question) => {
      const lines = createInterface({ input: stdin, output: stderr });
      try {
        return await lines.question(question);
      } finally {
        lines.close();
      }
    },
  };
}

import type { Terminal } from '../../client/cli/terminal.ts';

/** A terminal whose person answers as scripted, or without a person. */
export interface ScriptedTerminal extends Terminal {
  /** Everything printed as a result. */
  printed: string[];
  /** Everything told beside it, questions included. */
  told: string[];
  /** As Ctrl-C does. */
  interrupt(): void;
}

/** @param answers what the person types, in order; without them nobody is there */
export function scriptedTerminal(answers?: string[]): ScriptedTerminal {
  const printed: string[] = [];
  const told: string[] = [];
  let heard = (): void => {};
  return {
    printed,
    told,
    interactive: answers !== undefined,
    out: (text) => void printed.push(text),
    note: (text) => void told.push(text),
    interrupt: () => heard(),
    onInterrupt: (listener) => {
      heard = listener;
      return () => void (heard = () => {});
    },
    ask: async (question) => {
      told.push(question);
      const answer = answers?.shift();
      if (answer === undefined) throw new Error(`nobody answers: ${question}`);
      return answer;
    },
  };
}

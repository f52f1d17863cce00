import type { StepName, StepOutcome, StepRecord } from '../../activities/receipt.ts';
import type { PreviewedStep } from '../../workflows/exit-preview.ts';
import { proofWords } from './proof-words.ts';

const marks: Record<StepOutcome, string> = { done: '✓', skipped: '–', unknown: '?', failed: '✗' };
const WIDTH = 'closing-description'.length;

/** One step of an exit in one line, with its proof. Pure. */
export function stepLine({ step, outcome, code, detail, evidence }: StepRecord): string {
  const said = outcome === 'done' ? detail : [outcome, code && `(${code})`].filter(Boolean).join(' ');
  const why = outcome === 'done' ? undefined : detail;
  const words = [said, why].filter(Boolean).join(': ');
  return line(marks[outcome], step, [words, evidence && proofWords(evidence)].filter(Boolean).join('; '));
}

const previewMarks: Record<PreviewedStep['would'], string> = { do: '→', skip: marks.skipped, hold: '?' };

/** One step of a dry run in one line. Pure. */
export function previewLine({ step, would, what }: PreviewedStep): string {
  return line(previewMarks[would], step, would === 'do' ? what : `${would}: ${what}`);
}

function line(mark: string, step: StepName, what: string): string {
  return `${mark} ${step.padEnd(WIDTH)}  ${what}`.trimEnd();
}

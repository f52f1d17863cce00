import type { ExitProgress, Receipt, StepName, StepRecord } from '../../../client/index.ts';
import { table } from './table.ts';
import type { Story } from './stories.ts';

const doing: Record<StepName, string> = {
  trigger: 'waits for its trigger',
  turn: 'waits for its turn',
  'pre-flight': 'looks at the group',
  'invite-code': 'saves the invite code',
  'closing-description': 'sets the closing description',
  successor: 'hands over the admin rights',
  goodbye: 'says goodbye',
  leave: 'leaves',
  confirmation: 'has left; waits for the proof',
  withdrawn: 'puts the books right',
  caches: 'purges the caches',
};

/** Where an exit stands, in a few words. Pure. */
export function stateOf({ hold, receipt, waitingFor, step }: ExitProgress): string {
  if (receipt) return outcomeOf(receipt);
  if (hold) return `ON HOLD for a person: ${hold.question}`;
  if (waitingFor) return `waits: ${waitingFor}`;
  return step ? doing[step] : 'begins';
}

export function outcomeOf({ outcome }: Receipt): string {
  return `✓ ${outcome}`;
}

/** The receipts as a table. Pure. */
export function receiptTable(rows: readonly { story: Story; receipt: Receipt }[]): string[] {
  const heads = ['number', 'group', 'outcome', 'successor', 'goodbye', 'proof'];
  return table(
    heads,
    rows.map(({ story, receipt }) => [
      receipt.instanceId,
      story.name,
      receipt.outcome,
      cell(receipt, 'successor'),
      cell(receipt, 'goodbye'),
      proofOf(receipt),
    ]),
  );
}

/** What is special about each group. Pure. */
export function whatTheyShow(stories: readonly Story[]): string[] {
  return table(
    ['group', 'what it shows'],
    stories.map(({ name, shows }) => [name, shows]),
  );
}

function cell(receipt: Receipt, step: StepName): string {
  const record = stepOf(receipt, step);
  if (!record) return '';
  return record.outcome === 'skipped' ? (record.code ?? 'skipped') : record.outcome;
}

function proofOf(receipt: Receipt): string {
  const evidence = stepOf(receipt, 'confirmation')?.evidence;
  if (evidence?.kind === 'event') return 'webhook';
  return evidence?.kind === 'reading' ? `${evidence.sources.length} readings` : '';
}

function stepOf({ steps }: Receipt, name: StepName): StepRecord | undefined {
  return steps.find(({ step }) => step === name);
}

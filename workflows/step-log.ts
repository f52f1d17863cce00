import type { StepName, StepRecord } from '../activities/receipt.ts';
import { inOrder } from './step-titles.ts';

/** What a step came to; its times are added when it is recorded. */
export type StepResult = Omit<StepRecord, 'step' | 'startedAt' | 'finishedAt'>;

/** What the steps of one exit came to, in their order, and which one is under way. */
export class StepLog {
  readonly records: StepRecord[] = [];
  #underWay: { step: StepName; startedAt: string } | undefined;

  get underWay(): StepName | undefined {
    return this.#underWay?.step;
  }

  begin(step: StepName): void {
    this.#underWay = { step, startedAt: new Date().toISOString() };
  }

  /** Records what the step under way came to. @throws when there is none */
  record(result: StepResult): void {
    if (!this.#underWay) throw new Error('a step result without a step');
    const { step, startedAt } = this.#underWay;
    this.#add(step, startedAt, result);
    this.#underWay = undefined;
  }

  skip(step: StepName, code: string, detail: string): void {
    this.#add(step, new Date().toISOString(), { outcome: 'skipped', code, detail });
  }

  #add(step: StepName, startedAt: string, result: StepResult): void {
    // A step that was tried again after a hold is told once, by its last result.
    const earlier = this.records.findIndex((record) => record.step === step);
    if (earlier >= 0) this.records.splice(earlier, 1);
    this.records.push({ step, ...result, startedAt, finishedAt: new Date().toISOString() });
    this.records.sort((a, b) => inOrder(a.step, b.step));
  }
}

import type { ReportLine } from '../../../client/index.ts';
import type { JournalEntry } from '../sandbox/world/journal-entry.ts';
import type { SandboxGroup, SandboxNumber } from '../sandbox/world/types.ts';

/** What the make-believe WhatsApp knows by itself, without the books. */
export interface Witness {
  /** Everything that reached it. */
  journal: readonly JournalEntry[];
  group(groupId: string): SandboxGroup;
  number(instanceId: string): SandboxNumber;
}

export interface Audit {
  /** Groups that were left. */
  left: number;
  /** Of those, the ones that heard a goodbye. */
  greeted: number;
  /** Of those, the ones that got a new admin from us. */
  handedOver: number;
  /** A line for each group of which the report says something else than the world. */
  wrong: string[];
}

/** Holds each line of the report against what the world saw. Pure. */
export function audit(report: readonly ReportLine[], witness: Witness): Audit {
  const seen = Map.groupBy(witness.journal, ({ instanceId, groupId }) => `${instanceId} ${groupId}`);
  const found: Audit = { left: 0, greeted: 0, handedOver: 0, wrong: [] };
  for (const line of report) {
    const entries = seen.get(`${line.instanceId} ${line.groupId}`) ?? [];
    const faults = faultsOf(line, entries, witness);
    found.wrong.push(...faults.map((fault) => `${line.instanceId} ${line.groupId}: ${fault}`));
    if (line.outcome !== 'left') continue;
    found.left += 1;
    if (isDone(line, 'goodbye')) found.greeted += 1;
    if (isDone(line, 'successor')) found.handedOver += 1;
  }
  return found;
}

function faultsOf(line: ReportLine, entries: readonly JournalEntry[], witness: Witness): string[] {
  const count = (effect: JournalEntry['effect']) => entries.filter((entry) => entry.effect === effect).length;
  const hasLeft = line.outcome === 'left';
  const wanted = { said: hasLeft && isDone(line, 'goodbye') ? 1 : 0, left: hasLeft ? 1 : 0 };
  const faults: string[] = [];
  if (line.state !== 'settled') faults.push('it is not settled');
  if (count('said') !== wanted.said) faults.push(`${count('said')} goodbyes instead of ${wanted.said}`);
  if (count('left') !== wanted.left) faults.push(`${count('left')} departures instead of ${wanted.left}`);
  if (isDone(line, 'successor') && !isPromotedFirst(entries)) faults.push('left before its successor was admin');
  if (entries.some(({ detail }) => detail === 'network-succession')) faults.push('left without an admin');
  const isIn = witness
    .group(line.groupId)
    .members.some(({ phoneId }) => phoneId === witness.number(line.instanceId).phoneId);
  const isOut = hasLeft || line.outcome === 'already-out' || line.code === 'already-out';
  if (isIn === isOut) faults.push(isIn ? 'the number is still in it' : 'the number is not in it any more');
  return faults;
}

function isPromotedFirst(entries: readonly JournalEntry[]): boolean {
  const effects = entries.map(({ effect }) => effect);
  const promoted = effects.indexOf('promoted');
  const left = effects.indexOf('left');
  return promoted >= 0 && (left < 0 || promoted < left);
}

function isDone({ steps }: ReportLine, step: 'goodbye' | 'successor'): boolean {
  return steps.some((record) => record.step === step && record.outcome === 'done');
}

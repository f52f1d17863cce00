import type { ReportLine } from '../../../client/index.ts';
import type { JournalEntry } from '../sandbox/world/journal-entry.ts';
import type { PlayedGroup } from './groups.ts';

/** What is said of a fault: what it is for the worker, and what the worker does about it. */
const words: Record<string, readonly [what: string, answer: string]> = {
  'webhook-lost': ['the webhook is lost', 'after 30 s two readings prove it'],
  'webhook-doubled': ['the webhook comes twice', 'the second changes nothing'],
  'webhook-delayed': ['the webhook comes late', 'waited for'],
  'webhook-wrong-identity': ['the webhook names our other id', 'that is us, too'],
  'retry-after': ['HTTP 429 to the goodbye', 'waited as long as it says'],
  'rate-overlimit': ['a rate limit of WhatsApp', 'waited, then left'],
  'timeout-after-effect': ['done, but never answered', 'looked first, not done twice'],
  'reset-after-effect': ['left, connection reset', 'looked first, not done twice'],
  'html-answer': ["a proxy's error page", 'tried again'],
  'server-error': ['HTTP 500 to the leave', 'looked first, then left'],
  drop: ['the connection is reset', 'tried again'],
  'not-promoted': ['"promoted", and is not', 'read back, tried again'],
  'session-restart': ['the session restarts', 'waited until it works'],
  'not-implemented': ['HTTP 501 to the leave', 'a person decides'],
};

/**
 * What the gateways did wrong, by their own journal, and how the groups ended in which they did; one row a fault. Pure.
 * @returns what went wrong, in how many groups, what was done about it, how they ended
 */
export function whatWentWrong(
  groups: readonly PlayedGroup[],
  report: readonly ReportLine[],
  journal: readonly JournalEntry[],
): string[][] {
  const struck = Map.groupBy(journal, ({ fault }) => fault);
  const rows = Object.entries(words).map(([fault, [what, answer]]) => {
    const ids = new Set(
      fault === 'webhook-lost' ? unheard(report, journal, groups) : (struck.get(fault) ?? []).map(keyOf),
    );
    const lines = report.filter((line) => ids.has(keyOf(line)));
    return [what, String(lines.length), answer, howTheyEnded(lines)];
  });
  return rows.filter(([, count]) => count !== '0');
}

/** By which proof, or else as what; with counts. Pure. */
export function howTheyEnded(lines: readonly ReportLine[]): string {
  const ends = Map.groupBy(lines, endOf);
  return [...ends].map(([end, those]) => `${those.length} ${end}`).join(', ');
}

function endOf({ outcome, state, steps }: ReportLine): string {
  if (outcome !== 'left') return outcome ?? state;
  const evidence = steps.find(({ step }) => step === 'confirmation')?.evidence;
  return evidence?.kind === 'event' ? 'left, by webhook' : 'left, by readings';
}

/** What is lost leaves no trace: those whose webhook was to be lost and never reached us. */
function unheard(
  report: readonly ReportLine[],
  journal: readonly JournalEntry[],
  groups: readonly PlayedGroup[],
): string[] {
  const told = new Set(journal.filter(({ kind }) => kind === 'webhook').map(keyOf));
  const meant = new Set(groups.filter(({ fault }) => fault?.name === 'webhook-lost').map(keyOf));
  return report.map(keyOf).filter((key) => meant.has(key) && !told.has(key));
}

function keyOf({ instanceId, groupId }: { instanceId?: string; groupId?: string }): string {
  return `${instanceId} ${groupId}`;
}

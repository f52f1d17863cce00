import type { Evidence, StepOutcome, StepRecord } from '../activities/receipt.ts';
import type { ExitProgress, GroupExitInput, Hold } from './messages.ts';
import { stepTitles } from './step-titles.ts';

const marks: Record<StepOutcome, string> = { done: '✓', skipped: '–', unknown: '?', failed: '✗' };

/** What the Temporal UI shows of a running exit, in Temporal's Markdown. Pure. */
export function exitDetails(input: GroupExitInput, progress: ExitProgress): string {
  return [headline(progress), `Asked by ${input.requestedBy}: ${input.reason}`, ...table(progress)].join('\n\n');
}

function headline({ stage, hold, receipt, paused, cancelRequested, step, waitingFor }: ExitProgress): string {
  if (receipt) return `**${receipt.outcome}**: ${receipt.summary}`;
  if (hold)
    return [`**On hold (${hold.kind})**: ${hold.question}.`, howToDecide(hold), deadline(hold.deadline), pause(paused)]
      .filter(Boolean)
      .join(' ');
  if (waitingFor) return `**Waiting**: ${waitingFor}`;
  const late = stage === 'leaving';
  if (cancelRequested && !late) return '**Cancelling** before the next step';
  if (paused) return '**Pausing** before the next step';
  return step ? `**Now**: ${stepTitles[step]}` : '**Running**';
}

function howToDecide({ choices }: Hold): string {
  const actions = choices.map((action) => `\`${action}\``).join(', ');
  const example = choices.find((action) => action !== 'appoint');
  const whom = choices.includes('appoint') ? '; `appoint` also takes a `"successor"`' : '';
  return `Send the update \`decide\` with one of ${actions}, such as \`{"action": "${example}", "decidedBy": "your name"}\`${whom}.`;
}

function deadline(at: string | undefined): string {
  return at ? `Without a decision the exit ends as held at ${at}.` : '';
}

function pause(paused: boolean): string {
  return paused ? 'It is paused too: it goes on after the signal `resume`.' : '';
}

function table({ steps }: ExitProgress): string[] {
  if (steps.length === 0) return [];
  return [['| step | outcome | why |', '| --- | --- | --- |', ...steps.map(row)].join('\n')];
}

function row({ step, outcome, code, detail, evidence }: StepRecord): string {
  const why = [code, detail, evidence && proof(evidence), oddAnswer(evidence)].filter(Boolean).join(': ');
  return `| ${stepTitles[step]} | ${marks[outcome]} ${outcome} | ${why.replaceAll('|', '\\|').replaceAll('\n', ' ')} |`;
}

function oddAnswer(evidence: Evidence | undefined): string | undefined {
  return evidence?.undocumented && `the gateway gave an undocumented answer (${evidence.undocumented})`;
}

function proof(evidence: Evidence): string {
  switch (evidence.kind) {
    case 'message':
      return `message \`${evidence.messageId}\``;
    case 'read-back':
      return evidence.what;
    case 'event':
      return `event \`${evidence.eventId}\``;
    case 'reading':
      return evidence.sources.join('; ');
    case 'accepted':
      return `accepted, asked at ${evidence.requestedAt}`;
    case 'count':
      return `${evidence.count} ${evidence.what}`;
  }
}

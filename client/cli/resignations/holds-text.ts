import type { HoldKind } from '../../../activities/receipt.ts';
import { choicesOf } from '../../../workflows/messages.ts';
import type { ResignationHold } from '../../resignation-holds.ts';

/** More of a kind than a person reads; `--json` has them all. */
const MOST_HOLDS = 20;

/** What waits for a person, kind by kind, with the commands that decide. Pure. */
export function holdsText(resignationId: string, holds: readonly ResignationHold[]): string {
  if (holds.length === 0) return 'Nothing waits for a person.';
  return [...Map.groupBy(holds, ({ kind }) => kind)]
    .map(([kind, ofKind]) => kindText(resignationId, kind, ofKind))
    .join('\n\n');
}

function kindText(resignationId: string, kind: HoldKind, holds: readonly ResignationHold[]): string {
  const shown = holds.slice(0, MOST_HOLDS).map(holdLine);
  const rest = holds.length - shown.length;
  return [
    `${kind}: ${holds.length} on hold`,
    ...shown,
    ...(rest > 0 ? [`  and ${rest} more; --json lists them all`] : []),
    'Decide one of them, or all:',
    ...choicesOf[kind].map((action) => `  group-exit decide <instance> <group> ${words(action)}`),
    ...choicesOf[kind].map((action) => `  group-exit decide ${resignationId} --all ${kind} ${words(action)}`),
  ].join('\n');
}

function holdLine({ instanceId, groupId, groupName, question, since }: ResignationHold): string {
  const name = groupName === undefined ? '' : ` ${groupName}`;
  return `  ${instanceId} ${groupId}${name}, since ${since.toISOString()}: ${question}`;
}

/** An action as it is typed. */
function words(action: string): string {
  return action === 'appoint' ? 'appoint --successor <phone or id>' : action;
}

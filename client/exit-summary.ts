import type { GroupExitInput } from '../workflows/messages.ts';
import { withoutPhones } from '../workflows/phone-like.ts';

/** Temporal allows a summary 400 bytes; a character takes up to three, and two where it is escaped. */
const LONGEST_NAME = 60;

/** The one line of a workflow in the Temporal UI, in its Markdown. Pure. */
export function exitSummary({ groupName, groupId }: GroupExitInput): string {
  if (groupName === undefined) return `Leave **${groupId}**`;
  const name = withoutPhones(groupName).replaceAll(/\s+/g, ' ');
  return `Leave **${plain(name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME)}…` : name)}**`;
}

/** What was asked for, below the line; nobody's phone number. Pure. */
export function exitDetails(input: GroupExitInput): string {
  const { instanceId, groupId, clientId, reason, requestedBy, successors, closingDescription } = input;
  return [
    `- asked by ${plain(requestedBy)}: ${plain(reason)}`,
    `- ${instanceId} leaves ${groupId}`,
    clientId !== undefined && `- client ${plain(clientId)}`,
    `- successors: ${successors.length > 0 ? `${successors.length} named` : "the group's, the client's or the instance's"}; with nobody there: ${input.onNoSuccessor}`,
    `- goodbye: ${goodbye(input.goodbye)}`,
    closingDescription !== undefined && `- closing description: ${closingDescription.length} characters`,
  ]
    .filter((line) => line !== false)
    .join('\n');
}

function goodbye(wanted: GroupExitInput['goodbye']): string {
  if (wanted.kind === 'none') return `none, since ${plain(wanted.reason)}`;
  return wanted.kind === 'text' ? 'a text of its own' : 'the configured text';
}

/** People's text as it is, and not as Markdown. Pure. */
export function plain(text: string): string {
  return text.replaceAll(/[\\`*_[\]<>|~{}]/g, String.raw`\$&`);
}

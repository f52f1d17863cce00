import type { Evidence } from '../../activities/receipt.ts';

/** How a step was proven, in a few words, and what the gateway answered where nobody documents that. Pure. */
export function proofWords(evidence: Evidence): string {
  const { undocumented } = evidence;
  const odd = undocumented === undefined ? '' : `; the gateway gave an undocumented answer (${undocumented})`;
  return `${proof(evidence)}${odd}`;
}

function proof(evidence: Evidence): string {
  switch (evidence.kind) {
    case 'message':
      return `message ${evidence.messageId}${evidence.found === 'looked-up' ? ', found in the chat' : ''}`;
    case 'read-back':
      return `read back: ${evidence.what}`;
    case 'event':
      return `webhook ${evidence.eventId}`;
    case 'reading':
      return `read: ${evidence.sources.join('; ')}`;
    case 'accepted':
      return 'accepted by the gateway';
    case 'count':
      return `${evidence.count} ${evidence.what}`;
  }
}

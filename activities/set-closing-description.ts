import { atTheGateway } from './at-the-gateway.ts';
import { notYet } from './failures.ts';
import { GatewayFailure } from './gateways/gateway-failure.ts';
import type { CallOptions, WhatsAppGateway } from './gateways/gateway.ts';
import type { AnsweredEffect } from './memberships/memberships.ts';
import type { Ports } from './ports.ts';
import type { GroupInput } from './save-invite-code.ts';
import { words } from './words.ts';

/** WhatsApp's limit as its clients enforce it; no gateway documents one. */
const LONGEST_DESCRIPTION = 2_048;

export interface ClosingDescriptionInput extends GroupInput {
  exitId: string;
  closingDescription: string;
}

/** Text as the first version recorded it; with the shape of the answer where nobody documents that. */
export type ClosingDescription = 'already-there' | 'set' | 'no-room' | { set: true; undocumented: string };

/**
 * Adds the closing description below what is there, once, and reads it back.
 * @throws `NotReadBack` (retryable) while the group does not show it yet
 */
export const setClosingDescription = (ports: Ports) =>
  atTheGateway<ClosingDescriptionInput, ClosingDescription>(
    async ({ instanceId, groupId, exitId, closingDescription }, call) => {
      const { gateway } = ports.instances.get(instanceId);
      const effect = { exitId, effect: 'closing-description' } as const;
      const kept = await description(gateway, groupId, call);
      if (contains(kept, closingDescription)) return done('already-there', effect, ports);
      const together = kept.trim() === '' ? closingDescription : `${kept.trimEnd()}\n\n${closingDescription}`;
      if (together.length > LONGEST_DESCRIPTION) return 'no-room';
      const doubt = await setEvenIfUnanswered(gateway, groupId, together, call);
      if (doubt?.undocumented !== undefined) await ports.memberships.noteUndocumented(effect, doubt.undocumented);
      if (contains(await description(gateway, groupId, call), closingDescription)) return done('set', effect, ports);
      const how = doubt?.message ?? 'the gateway accepted the description';
      throw notYet('NotReadBack', `${how}; the group does not show it`, { code: 'not-read-back' });
    },
  );

/** What an earlier attempt has set may only be seen by this one, and its answer is told all the same. */
async function done(
  how: 'already-there' | 'set',
  effect: AnsweredEffect,
  { memberships }: Ports,
): Promise<ClosingDescription> {
  const undocumented = await memberships.undocumentedAnswer(effect);
  return undocumented === undefined ? how : { set: true, undocumented };
}

async function description(gateway: WhatsAppGateway, groupId: string, call: CallOptions): Promise<string> {
  const reading = await gateway.group(groupId, call);
  if (reading.kind === 'found') return reading.group.description;
  throw new GatewayFailure('retry', reading.code, 'the gateway does not find the group just now');
}

/**
 * A description whose answer was lost, or says nothing anybody knows, is told by reading it back: setting it twice is
 * setting it once.
 * @returns why it is in doubt, where it is
 */
async function setEvenIfUnanswered(
  gateway: WhatsAppGateway,
  groupId: string,
  text: string,
  call: CallOptions,
): Promise<GatewayFailure | undefined> {
  try {
    await gateway.setDescription(groupId, text, call);
    return undefined;
  } catch (error) {
    if (!(error instanceof GatewayFailure) || error.kind !== 'unknown') throw error;
    return error;
  }
}

function contains(description: string, closingDescription: string): boolean {
  return words(description).includes(words(closingDescription));
}

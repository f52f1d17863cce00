import { GatewayFailure } from './gateway-failure.ts';
import type { CallOptions, PersonId } from './gateway.ts';
import type { Answer } from './http/answer.ts';
import { normalisePersonId } from './identity.ts';
import { whereOffered } from './offered.ts';
import { at } from './parsing/json-shapes.ts';

export interface LidLookUp {
  lidOf: (phoneId: PersonId, options?: CallOptions) => Promise<PersonId | undefined>;
  /** Our identities, with our LID where it can be had: WEBJS tells it only since 2026.7.1, NOWEB and GOWS since 2025.8.2. */
  withOwnLid: (me: PersonId[], options?: CallOptions) => Promise<PersonId[]>;
}

/** Looks up LIDs at WAHA's `lids/pn`. Our own is asked for once and kept: WhatsApp does not change it. */
export function lidLookUp(ask: (phoneId: PersonId, options?: CallOptions) => Promise<Answer>): LidLookUp {
  const where = whereOffered();
  const own = new Map<PersonId, PersonId>();

  async function lidOf(phoneId: PersonId, options?: CallOptions): Promise<PersonId | undefined> {
    const answer = await where(() => ask(phoneId, options));
    const lid = at(answer?.json, 'lid');
    const id = typeof lid === 'string' ? normalisePersonId(lid) : undefined;
    return id?.endsWith('@lid') ? id : undefined;
  }

  async function withOwnLid(me: PersonId[], options?: CallOptions): Promise<PersonId[]> {
    const phoneId = me.find((id) => id.endsWith('@c.us'));
    if (phoneId === undefined || me.some((id) => id.endsWith('@lid'))) return me;
    const lid = own.get(phoneId) ?? (await unlessRefused(() => lidOf(phoneId, options)));
    if (lid === undefined) return me;
    own.set(phoneId, lid);
    return [...me, lid];
  }

  return { lidOf, withOwnLid };
}

/** The session has been told already; an unknown LID is "unknown" wherever it matters. */
async function unlessRefused(lookUp: () => Promise<PersonId | undefined>): Promise<PersonId | undefined> {
  try {
    return await lookUp();
  } catch (error) {
    if (error instanceof GatewayFailure) return undefined;
    throw error;
  }
}

import type { SandboxNumber } from './types.ts';

/** What a gateway can do by its release. */
type Released = Pick<SandboxNumber, 'gateway' | 'engine' | 'version'>;

/** `me.lid`: on NOWEB and GOWS since 2025.8.2, on WEBJS since 2026.7.1 (WAHA's change log); Wawp's examples have it. */
export function doesTellLid({ gateway, engine, version }: Released): boolean {
  return gateway === 'wawp' || isAtLeast(version, engine === 'WEBJS' ? '2026.7.1' : '2025.8.2');
}

/** `participants/v2` came with WAHA 2025.11.1. */
export function hasParticipantsV2({ version }: Released): boolean {
  return isAtLeast(version, '2025.11.1');
}

/**
 * Whether `group.v2.leave` is sent in a group listed by LID: NOWEB compares with our LID too since 2026.8.1 (WAHA #2206,
 * PR #2209), WEBJS and GOWS with the phone id only.
 */
export function noticesOwnLid({ engine, version }: Released): boolean {
  return engine === 'NOWEB' && isAtLeast(version, '2026.8.1');
}

/** WEBJS keeps the chat of a group that was left; the others list nothing but memberships. */
export function keepsLeftChats({ engine }: Released): boolean {
  return engine === 'WEBJS';
}

function isAtLeast(version: string, since: string): boolean {
  const [have, need] = [version, since].map((one) => one.split('.').map(Number));
  for (const [index, part] of (need ?? []).entries()) {
    const difference = (have?.[index] ?? 0) - part;
    if (difference !== 0) return difference > 0;
  }
  return true;
}

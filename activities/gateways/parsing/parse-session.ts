import type { Session } from '../gateway.ts';
import { at, firstText } from './json-shapes.ts';
import { identitiesOf } from './parse-participants.ts';

/** WAHA's names for the states of a session, which Wawp shares. */
const STATES: Record<string, Session['state']> = {
  WORKING: 'working',
  STARTING: 'starting',
  SCAN_QR_CODE: 'needs-login',
  PASSKEY_REQUIRED: 'needs-login',
  PASSKEY_CONFIRMATION_REQUIRED: 'needs-login',
  STOPPED: 'stopped',
  FAILED: 'failed',
};

/**
 * A session with its state and, where the answer tells, who we are. A state that is not known yet counts as `stopped`:
 * nothing is done until the session works.
 * @returns `undefined` when the answer names no state
 */
export function parseSession(value: unknown): Session | undefined {
  const holder = [value, at(value, 'data'), at(value, 'session')].find((held) => firstText(at(held, 'status')));
  const stateName = firstText(at(holder, 'status'));
  if (stateName === undefined) return undefined;
  const state = Object.hasOwn(STATES, stateName) ? STATES[stateName] : undefined;
  const engine = firstText(at(holder, 'engine', 'engine'), at(holder, 'engine'));
  return { state: state ?? 'stopped', stateName, me: identitiesOf(at(holder, 'me')), ...(engine && { engine }) };
}

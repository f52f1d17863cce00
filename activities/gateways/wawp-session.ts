import { GatewayFailure } from './gateway-failure.ts';
import type { Answer } from './http/answer.ts';
import { parseSession } from './parsing/parse-session.ts';

/**
 * Wawp says the same of a session that is restarting and of one that is logged out: `invalid_session`. Asked for the session
 * itself it tells them apart, and for the second somebody is needed.
 * @param error of a call
 * @param sessionInfo asks for the session
 * @returns the failure to go on with: `restricted` where the number has to be linked again, else the one that was given
 */
export async function whyNoSession(error: unknown, sessionInfo: () => Promise<Answer>): Promise<unknown> {
  if (!(error instanceof GatewayFailure) || error.code !== 'invalid-session') return error;
  const session = await sessionInfo().then(({ json }) => parseSession(json), nothingTold);
  if (session?.state !== 'needs-login' && session?.state !== 'failed') return error;
  const message = `${error.message} The session is ${session.stateName}: link the number again at the gateway.`;
  return new GatewayFailure('restricted', 'logged-out', message, { cause: error });
}

/** The first failure says enough. */
function nothingTold(error: unknown): undefined {
  if (error instanceof GatewayFailure) return undefined;
  throw error;
}

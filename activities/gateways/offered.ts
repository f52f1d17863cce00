import { GatewayFailure } from './gateway-failure.ts';

/**
 * Makes the guard of one endpoint that older servers and some engines lack: without it there is simply nothing to know. A
 * server that says so in so many words is not asked again until the worker's next start.
 * @returns runs a call; `undefined` where there is no such endpoint
 */
export function whereOffered(): <Result>(call: () => Promise<Result>) => Promise<Result | undefined> {
  let isMissing = false;
  return async (call) => {
    if (isMissing) return undefined;
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof GatewayFailure) || !NOT_OFFERED.includes(error.code)) throw error;
      // A bare 404 may also be about the group or person that was asked for.
      isMissing = error.code === 'not-implemented';
      return undefined;
    }
  };
}

const NOT_OFFERED = ['not-implemented', 'not-found'];

import { Context } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { finalFailure, fromGateway, LAST_ATTEMPT } from './failures.ts';
import { GatewayFailure } from './gateways/gateway-failure.ts';
import type { CallOptions } from './gateways/gateway.ts';
import { UnknownInstance } from './instances/instances.ts';
import { SupersededExit } from './memberships/memberships.ts';

/** Well below the workflow's heartbeat timeout, so that a dead worker is noticed soon and a slow gateway is not mistaken for one. */
const HEARTBEAT_MS = 3_000;

interface Patience {
  /** Retries stay inside the activity, however long: right where nobody may pause or cancel any more. */
  patient?: boolean;
  /** What is asked for may not be there: an HTTP 500 for no cause that anybody tells is a no, once the attempts are over. */
  dispensable?: boolean;
}

/** Says how far it is; the next heartbeats carry it. */
export type Tell = (progress: unknown) => void;

/**
 * Makes an activity of a function that calls a gateway: it heartbeats, hands on the abort signal, and turns a gateway's
 * failure into Temporal's.
 */
export function atTheGateway<Input, Result>(
  run: (input: Input, call: CallOptions, tell: Tell) => Promise<Result>,
  patience: Patience = {},
): (input: Input) => Promise<Result> {
  return async (input) => {
    const context = Context.current();
    let progress: unknown;
    const beat = setInterval(() => context.heartbeat(progress), HEARTBEAT_MS);
    const tell: Tell = (told) => void (progress = told);
    try {
      return await run(input, { signal: context.cancellationSignal }, tell);
    } catch (error) {
      throw translated(error, context.info.attempt, patience);
    } finally {
      clearInterval(beat);
    }
  };
}

function translated(error: unknown, attempt: number, { patient = false, dispensable = false }: Patience): unknown {
  if (error instanceof ApplicationFailure) return error;
  if (error instanceof GatewayFailure && dispensable && attempt >= LAST_ATTEMPT && error.code === 'server-error')
    return finalFailure('GatewayFinal', error.message, { code: error.code });
  if (error instanceof GatewayFailure) return fromGateway(error, attempt, patient);
  if (error instanceof UnknownInstance)
    return finalFailure('UnknownInstance', error.message, { code: 'unknown-instance' });
  if (error instanceof SupersededExit) return finalFailure('GatewayFinal', error.message, { code: 'superseded' });
  return error;
}

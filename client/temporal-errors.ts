import { isGrpcServiceError } from '@temporalio/client';
import { NamespaceNotFoundError } from '@temporalio/common';
import { GroupExitError, NoWorker, TemporalNotReady, TemporalUnavailable } from './errors.ts';

/** The gRPC codes that Temporal answers with; the first is also what becomes of a deadline that passes between two tries. */
const CANCELLED = 1;
const INVALID_ARGUMENT = 3;
const DEADLINE_EXCEEDED = 4;
const NOT_FOUND = 5;
const PERMISSION_DENIED = 7;
const RESOURCE_EXHAUSTED = 8;
const FAILED_PRECONDITION = 9;
const UNAVAILABLE = 14;
const UNAUTHENTICATED = 16;
const AWAY = new Set([CANCELLED, DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED, UNAVAILABLE]);

/**
 * Calls Temporal, and says what its errors mean for the caller; any other error passes.
 * @throws {TemporalUnavailable} {@link TemporalNotReady} {@link NoWorker}
 */
export async function askTemporal<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw meaningOf(error);
  }
}

function meaningOf(error: unknown): unknown {
  // What it means was found out further in.
  if (error instanceof GroupExitError) return error;
  if (error instanceof NamespaceNotFoundError) return noNamespace(`Namespace ${error.namespace} is not found.`, error);
  const grpc = grpcErrorOf(error);
  if (!grpc) return error;
  const { code, details } = grpc;
  if (code === NOT_FOUND && /^namespace/i.test(details)) return noNamespace(details, error);
  if (code === FAILED_PRECONDITION && /no poller|worker/i.test(details)) return noWorker(error);
  if (AWAY.has(code)) {
    return new TemporalUnavailable(
      `Temporal gave no answer (${details}). Try again; check that it runs and that TEMPORAL_ADDRESS names it.`,
      { cause: error },
    );
  }
  if (code === PERMISSION_DENIED || code === UNAUTHENTICATED) {
    return new TemporalNotReady(`Temporal refuses us (${details}). Check TEMPORAL_API_KEY or the client certificate.`, {
      cause: error,
    });
  }
  if (code === INVALID_ARGUMENT && /search attribute/i.test(details)) {
    return new TemporalNotReady(
      `The namespace lacks search attributes (${details}). Start a worker once, which registers them.`,
      { cause: error },
    );
  }
  return error;
}

function noNamespace(details: string, cause: unknown): TemporalNotReady {
  return new TemporalNotReady(`${details} Set TEMPORAL_NAMESPACE to one that exists, or create it.`, { cause });
}

/** What to tell when Temporal has the workflow and nobody works on it. */
export function noWorker(cause?: unknown): NoWorker {
  return new NoWorker(
    'No worker answers for this task queue. Start one (`group-exit worker`), and check that it works on the same task queue and namespace.',
    { cause },
  );
}

/** The gRPC error in an error of the client or in its causes. */
function grpcErrorOf(error: unknown): { code: number; details: string } | undefined {
  if (isGrpcServiceError(error)) return { code: error.code, details: error.details };
  return error instanceof Error && error.cause !== undefined ? grpcErrorOf(error.cause) : undefined;
}

/** The error at the bottom of a chain of causes: what really happened. */
export function rootCause(error: Error): Error {
  return error.cause instanceof Error ? rootCause(error.cause) : error;
}

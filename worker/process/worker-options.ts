import type { WorkerOptions } from '@temporalio/worker';

/** After the grace time in-flight calls are aborted; this long they have to come to their end. */
const ABORT_MS = 5_000;

/**
 * How the worker polls and stops.
 * @param shutdownGraceMs how long activities under way may go on when the process is asked to end; shorter than the
 * orchestrator's kill time by `ABORT_MS` and what closing takes
 */
export function pollingAndShutdown(shutdownGraceMs: number): Partial<WorkerOptions> {
  return {
    // Measured: as good as any fixed number near the server, and better far from it.
    workflowTaskPollerBehavior: { type: 'autoscaling' },
    activityTaskPollerBehavior: { type: 'autoscaling' },
    shutdownGraceTime: shutdownGraceMs,
    shutdownForceTime: shutdownGraceMs + ABORT_MS,
  };
}

/** One thing that the worker needs for its work. */
export interface Check {
  name: string;
  /** Told when it fails, and no reason to send the worker no work: it has something else to work with. */
  advisory?: true;
  /** @throws saying why it is not there */
  check: () => Promise<void> | void;
}

export interface Readiness {
  ready: boolean;
  checks: Record<string, { ok: true } | { ok: false; why: string }>;
}

/** Asks everything at once. What does not answer within `timeoutMs` is not there: a probe must not hang on what it probes. */
export async function readiness(checks: readonly Check[], timeoutMs: number): Promise<Readiness> {
  const results = await Promise.all(
    checks.map(async ({ name, check }) => [name, await resultOf(async () => check(), timeoutMs)] as const),
  );
  const ready = results.every(([, { ok }], index) => ok || checks[index]?.advisory);
  return { ready, checks: Object.fromEntries(results) };
}

async function resultOf(check: () => Promise<void>, timeoutMs: number): Promise<Readiness['checks'][string]> {
  const { promise: tooLate, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs);
  try {
    await Promise.race([check(), tooLate]);
    return { ok: true };
  } catch (error) {
    return { ok: false, why: error instanceof Error ? error.message : String(error) };
  } finally {
    clearTimeout(timer);
  }
}

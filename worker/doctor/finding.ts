/** What one check came to. Holds no token, no phone number and no address with a password. */
export interface Finding {
  /** What was looked at: `configuration`, `database`, `instance sales`… */
  subject: string;
  verdict: 'ok' | 'warning' | 'fault';
  /** What was found; of a warning and a fault also what to do. */
  found: string;
}

export type Environment = Readonly<Record<string, string | undefined>>;

export function ok(subject: string, found: string): Finding {
  return { subject, verdict: 'ok', found };
}

/** It works, but not as well as it could. */
export function warning(subject: string, found: string): Finding {
  return { subject, verdict: 'warning', found };
}

/** A worker would not start, or exits would fail. */
export function fault(subject: string, found: unknown): Finding {
  return { subject, verdict: 'fault', found: found instanceof Error ? found.message : String(found) };
}

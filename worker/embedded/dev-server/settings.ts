/**
 * Settings that make the dev server quick: its defaults read each queue of the history service 20 times a second, which costs 50 ms
 * a workflow task.
 */
export function dynamicConfigFlags(): string[] {
  const queues = ['transfer', 'timer', 'visibility'];
  return queues.flatMap((queue) => [
    '--dynamic-config-value',
    `history.${queue}ProcessorMaxPollRPS=2000`,
    '--dynamic-config-value',
    `history.${queue}ProcessorMaxPollHostRPS=4000`,
  ]);
}

/**
 * SQLite's write-ahead log, flushed at each commit: with its default journal an exit writes 5 MB. Not `NORMAL`, which loses the
 * last exits in a power cut.
 */
const databaseFlags = ['--sqlite-pragma', 'journal_mode=WAL', '--sqlite-pragma', 'synchronous=FULL'];

/** The arguments of `temporal` for a server on a database file, with its UI. */
export function serverArguments(databaseFile: string, ports: { grpc: number; ui: number }): string[] {
  return [
    'server',
    'start-dev',
    '--db-filename',
    databaseFile,
    '--ip',
    '127.0.0.1',
    '--port',
    String(ports.grpc),
    '--ui-port',
    String(ports.ui),
    '--log-level',
    'warn',
    ...databaseFlags,
    ...dynamicConfigFlags(),
  ];
}

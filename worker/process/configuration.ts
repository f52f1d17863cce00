import { createConnections } from '../../activities/gateways/http/connections.ts';
import { openGateways } from '../../activities/instances/open-gateways.ts';
import { readInstances } from '../../activities/instances/read-instances.ts';
import { WatchedFiles } from '../../activities/instances/watched-files.ts';
import { temporalSettings } from '../../client/connect.ts';
import type { TemporalSettings } from '../../client/connect.ts';
import { TemporalNotReady } from '../../client/errors.ts';
import { BadConfig, parseConfig } from '../config.ts';
import type { WorkerConfig } from '../config.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Everything a worker is told. */
export interface Configuration {
  worker: WorkerConfig;
  temporal: TemporalSettings;
  /** Where the secrets are that the instances file refers to. */
  environment: Environment;
}

/**
 * Reads the settings of the worker, of Temporal, and the instances file.
 * @throws {BadConfig} listing every fault of all three: a person mends them in one go
 */
export function readConfiguration(environment: Environment): Configuration {
  const faults: string[] = [];
  const worker = attempt(() => parseConfig(environment), faults);
  const temporal = attempt(() => temporalSettings(environment), faults);
  faults.push(...instancesFaults(environment));
  if (worker === undefined || temporal === undefined || faults.length > 0) throw new BadConfig(faults.join('\n'));
  return { worker, temporal, environment };
}

/** Passwords and keys of the settings; those of the instances file are known to whoever has read it. */
export function secretsOf({ worker, temporal }: Configuration): string[] {
  const urls = [worker.redis?.url, 'url' in worker.database ? worker.database.url : undefined];
  return [...urls.flatMap(passwordsIn), temporal.connection.apiKey, worker.events?.secret].filter(
    (secret) => secret !== undefined,
  );
}

/** Before the host, or, as PostgreSQL allows, as a parameter. */
function passwordsIn(given: string | undefined): string[] {
  const url = given === undefined ? null : URL.parse(given);
  if (url === null) return [];
  return [decodeURIComponent(url.password), url.searchParams.get('password') ?? ''].filter(Boolean);
}

function attempt<T>(read: () => T, faults: string[]): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof BadConfig || error instanceof TemporalNotReady)) throw error;
    faults.push(error.message);
    return undefined;
  }
}

/** Looked for also where the other settings have faults, so straight from the environment. */
function instancesFaults(environment: Environment): string[] {
  const file = environment['GROUP_EXIT_INSTANCES'];
  if (!file) return [];
  // Nobody is called: the adapters only say whether they could work with their settings.
  const openGateway = openGateways(createConnections());
  const { faults } = readInstances({ file, environment, openGateway }, new WatchedFiles());
  if (faults.length === 0) return [];
  return [[`The instances file ${file} cannot be used:`, ...faults.map((fault) => `  - ${fault}`)].join('\n')];
}

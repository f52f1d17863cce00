import { Client, Connection } from '@temporalio/client';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import { TemporalNotReady, TemporalUnavailable } from './errors.ts';
import { rootCause } from './temporal-errors.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

const TIMEOUT_MS = 5_000;
const DEFAULT_ADDRESS = 'localhost:7233';

/** Where Temporal is, as the environment and Temporal's own configuration file say. */
export interface TemporalSettings {
  address: string;
  namespace: string;
  connection: ReturnType<typeof loadClientConnectConfig>['connectionOptions'];
}

/**
 * Reads TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE, TEMPORAL_API_KEY, TEMPORAL_TLS… and the profile of TEMPORAL_CONFIG_FILE, by
 * the rules of @temporalio/envconfig that Temporal's own command line follows too.
 * @throws {TemporalNotReady} when they can't be used
 */
export function temporalSettings(env: Environment = process.env): TemporalSettings {
  try {
    const { connectionOptions, namespace = 'default' } = loadClientConnectConfig({ overrideEnvVars: definedIn(env) });
    return { address: connectionOptions.address ?? DEFAULT_ADDRESS, namespace, connection: connectionOptions };
  } catch (error) {
    const why = error instanceof Error ? rootCause(error).message : String(error);
    throw new TemporalNotReady(
      `The settings for Temporal can't be used: ${why}. Check the TEMPORAL_… variables and the file that TEMPORAL_CONFIG_FILE names.`,
      { cause: error },
    );
  }
}

/**
 * Connects to Temporal, for programs that have no connection of their own. Close it by `client.connection.close()`.
 * @throws {TemporalNotReady} when the settings can't be used
 * @throws {TemporalUnavailable} when nobody answers there
 */
export async function connectTemporal(settings: TemporalSettings = temporalSettings()): Promise<Client> {
  const { address, namespace } = settings;
  try {
    const connection = await Connection.connect({ ...settings.connection, address, connectTimeout: TIMEOUT_MS });
    return new Client({ connection, namespace });
  } catch (error) {
    const why = error instanceof Error ? rootCause(error).message : String(error);
    throw new TemporalUnavailable(
      `Temporal does not answer at ${address} (${why}). Start it, or set TEMPORAL_ADDRESS to where it runs.`,
      { cause: error },
    );
  }
}

function definedIn(env: Environment): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

import { dirname } from 'node:path';
import { entriesWith } from './entries.ts';
import { Faults } from './faults.ts';
import { secretOf } from './gateway-settings.ts';
import type { OpenGateway } from './gateway-settings.ts';
import type { Instance } from './instances.ts';
import { openInstance } from './open-instance.ts';
import { parseInstances } from './parse-instances.ts';
import type { ParsedInstances } from './parse-instances.ts';
import type { Environment } from './secret.ts';
import type { WatchedFiles } from './watched-files.ts';
import type { PersonId } from '../gateways/gateway.ts';

/** One version of the file; to be used only when it has no faults. */
export interface InstancesReading {
  instances: Map<string, Instance>;
  /** Ranked successors by client id. */
  clients: Map<string, PersonId[]>;
  /** Each names its place in the file, what is wrong there and what to write. */
  faults: readonly string[];
  /** In clear, for taking them out of logs. */
  secrets: readonly string[];
}

export interface InstancesSources {
  file: string;
  /** Where the secrets are that the file refers to by `env`. */
  environment: Environment;
  openGateway: OpenGateway;
}

/** Reads the instances file and the secrets it names, and opens its instances. Finds faults instead of throwing, all of them. */
export function readInstances(sources: InstancesSources, files: WatchedFiles): InstancesReading {
  const { file, environment, openGateway } = sources;
  const faults = new Faults();
  const content = readJson(file, files, faults);
  const entries = entriesWith({ environment, files, directory: dirname(file) });
  const parsed = content === undefined ? nothing : parseInstances(content, entries, faults);
  const opened = parsed.instances.flatMap((settings) => openInstance(settings, openGateway, faults) ?? []);
  return {
    instances: new Map(opened.map((instance) => [instance.instanceId, instance])),
    clients: parsed.clients,
    faults: faults.list,
    secrets: parsed.instances.flatMap(({ gateway, webhookSecrets }) => [secretOf(gateway), ...webhookSecrets]),
  };
}

const nothing: ParsedInstances = { instances: [], clients: new Map() };

function readJson(file: string, files: WatchedFiles, faults: Faults): unknown {
  try {
    return JSON.parse(files.read(file));
  } catch (error) {
    faults.add([], error instanceof SyntaxError ? whereNoJson(error) : whyUnreadable(error));
    return undefined;
  }
}

/** Not the parser's own words: they quote what stands there, which may be a token. */
function whereNoJson({ message }: SyntaxError): string {
  const [, line, column] = /line (\d+) column (\d+)/.exec(message) ?? [];
  const where = line === undefined ? '' : ` from line ${line}, column ${column}, on`;
  return `is not JSON${where}: look for a missing or extra comma or quote, and for comments, which JSON has not`;
}

function whyUnreadable(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  return `cannot be read (${code}): check that it is there and that this user may read it`;
}

import { UnknownInstance } from './instances.ts';
import type { Instance, Instances } from './instances.ts';
import { readInstances } from './read-instances.ts';
import type { InstancesSources } from './read-instances.ts';
import { WatchedFiles } from './watched-files.ts';
import type { PersonId } from '../gateways/gateway.ts';

/** The instances file cannot be used; the message lists all that is wrong with it. */
class BadInstancesFile extends Error {
  override readonly name = 'BadInstancesFile';
}

export interface InstancesFileOptions extends InstancesSources {
  log: { info(message: string): void; error(message: string): void };
  /** Ms on a clock that only goes forward. */
  clock?: () => number;
}

/** The files are looked at again when they are used and the last look is older than this. */
const LOOK_EVERY_MS = 1_000;
/** How many ids an error lists. */
const MOST_NAMED = 20;

/**
 * The instances of a file such as `instances.example.json`:
 *
 * ```jsonc
 * {
 *   "gateways": {
 *     // A WAHA server; its instances share the key. The address may have a path.
 *     "waha": { "kind": "waha", "baseUrl": "https://host/waha", "apiKey": { "env": "WAHA_API_KEY" }, "timeoutSeconds": 30 },
 *     "wawp": { "kind": "wawp", "baseUrl": "https://api.wawp.net" }
 *   },
 *   "instances": {
 *     "sales": {
 *       "gateway": "waha",
 *       "session": "default",
 *       // Any of them may have signed: add the new one before the gateway changes, remove the old one after.
 *       "webhookSecrets": [{ "file": "/run/secrets/sales-webhook" }],
 *       // Ranked: the first that is in the group becomes admin.
 *       "successors": ["+49 30 1234567"],
 *       // One text or several in rotation, with the group's name where "{group}" stands.
 *       "goodbye": ["Our work in {group} is done.", "Thank you all in {group}, and goodbye!"]
 *     },
 *     "support": {
 *       "gateway": "wawp",
 *       "wawpInstanceId": "ABCDEF123456",
 *       "token": { "env": "WAWP_TOKEN" },
 *       // Its events then prove nothing and only cause a reading.
 *       "webhooks": "unsigned",
 *       // How fast it may work: "gentle" unless the file says otherwise, "standard", "none", or one of them with changes.
 *       "pace": {
 *         "policy": "gentle",
 *         "timeZone": "America/Sao_Paulo",
 *         "hours": { "from": "09:00", "to": "20:00" },
 *         "weekdays": ["mon", "tue", "wed", "thu", "fri"],
 *         // From the end of one turn to the next, between the steps of an exit, from the goodbye to the departure: at least and at most.
 *         "gapSeconds": [45, 120],
 *         "stepGapSeconds": [3, 8],
 *         "goodbyeToLeaveSeconds": [20, 60],
 *         "perHour": 30,
 *         "perDay": 200,
 *         "breakEvery": 25,
 *         "breakSeconds": [300, 600],
 *         // When the number was taken into use: a young one does less.
 *         "since": "2026-11-01"
 *       }
 *     }
 *   },
 *   // Go before the instance's own successors.
 *   "clients": { "acme": { "successors": ["+49 30 7654321"] } }
 * }
 * ```
 *
 * The file and the secret files are read again when they change. A version with faults is logged once and not used; until
 * the next good one the last good one is.
 */
export class InstancesFile implements Instances {
  readonly #options: InstancesFileOptions;
  readonly #clock: () => number;
  #files = new WatchedFiles();
  #lookedAtMs: number;
  #instances = new Map<string, Instance>();
  #clients = new Map<string, PersonId[]>();
  #fault: string | undefined;
  readonly #secrets = new Set<string>();

  /** @throws {BadInstancesFile} when the file cannot be read or has faults */
  constructor(options: InstancesFileOptions) {
    this.#options = options;
    this.#clock = options.clock ?? (() => performance.now());
    this.#lookedAtMs = this.#clock();
    this.#read();
    if (this.#fault !== undefined) throw new BadInstancesFile(this.#fault);
  }

  get(instanceId: string): Instance {
    this.#look();
    const instance = this.#instances.get(instanceId);
    if (instance !== undefined) return instance;
    const names = [...this.#instances.keys()];
    const more = names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED} more` : '';
    throw new UnknownInstance(
      `There is no instance ${JSON.stringify(instanceId)} in the instances file. ` +
        `It has: ${names.slice(0, MOST_NAMED).join(', ')}${more}. Correct the id, or add the instance to the file.`,
    );
  }

  all(): Instance[] {
    this.#look();
    return [...this.#instances.values()];
  }

  successorsOfClient(clientId: string): PersonId[] {
    this.#look();
    return this.#clients.get(clientId) ?? [];
  }

  /** What is wrong with the newest version of the file; `undefined` while it is the one in use. */
  fault(): string | undefined {
    this.#look();
    return this.#fault;
  }

  /** Every secret read so far, rotated ones too: what is under way may still name them. For redaction only. */
  secrets(): ReadonlySet<string> {
    // Without a look at the files: it may log, and the log asks for this at every line.
    return this.#secrets;
  }

  #look(): void {
    if (this.#clock() - this.#lookedAtMs < LOOK_EVERY_MS) return;
    this.#lookedAtMs = this.#clock();
    if (!this.#files.changed()) return;
    const before = this.#fault;
    this.#read();
    if (this.#fault === undefined) this.#options.log.info('The instances file has changed and is in use.');
    else if (this.#fault !== before) {
      this.#options.log.error(`${this.#fault}\nThe last version without faults stays in use until this is mended.`);
    }
  }

  #read(): void {
    this.#files = new WatchedFiles();
    const { faults, instances, clients, secrets } = readInstances(this.#options, this.#files);
    for (const secret of secrets) this.#secrets.add(secret);
    this.#fault = faults.length === 0 ? undefined : faultText(this.#options.file, faults);
    if (this.#fault !== undefined) return;
    this.#instances = instances;
    this.#clients = clients;
  }
}

function faultText(file: string, faults: readonly string[]): string {
  return [`The instances file ${file} cannot be used:`, ...faults.map((fault) => `  - ${fault}`)].join('\n');
}

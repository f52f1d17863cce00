import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { GatewaySettings } from '../../activities/instances/gateway-settings.ts';
import { InstancesFile } from '../../activities/instances/instances-file.ts';
import type { WhatsAppGateway } from '../../activities/gateways/gateway.ts';

export const environment = {
  WAHA_API_KEY: 'key-of-waha',
  SALES_WEBHOOK_SECRET: 'signed-with',
  WAWP_TOKEN: 'token-of-wawp',
};

/** A good file; each test spoils or changes one thing. */
export function goodFile() {
  return {
    gateways: {
      waha: { kind: 'waha', baseUrl: 'http://localhost:3000/waha', apiKey: { env: 'WAHA_API_KEY' } },
      wawp: { kind: 'wawp', baseUrl: 'https://api.wawp.net', timeoutSeconds: 5 },
    },
    instances: {
      sales: {
        gateway: 'waha',
        session: 'shop',
        webhookSecrets: [{ env: 'SALES_WEBHOOK_SECRET' }],
        successors: ['+49 30 1234567'],
        goodbye: 'Goodbye!',
      },
      support: { gateway: 'wawp', wawpInstanceId: 'ABCDEF123456', token: { env: 'WAWP_TOKEN' }, webhooks: 'unsigned' },
    },
    clients: { acme: { successors: ['+49 30 7654321', '123456789012345@lid'] } },
  };
}

export interface OpenedFile {
  file: string;
  directory: string;
  instances: InstancesFile;
  /** What each adapter was opened with, in order. */
  opened: GatewaySettings[];
  logged: string[];
  /** Lets the next use look at the files again. */
  waitForTheNextLook: () => void;
  write: (content: unknown) => Promise<void>;
}

export async function temporaryDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'group-exit-instances-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  return directory;
}

/** Opens a file with this content the way the worker does. */
export async function open(content: unknown, env: Record<string, string> = environment): Promise<OpenedFile> {
  const directory = await temporaryDirectory();
  const file = join(directory, 'instances.json');
  const write = (text: unknown) => writeFile(file, typeof text === 'string' ? text : JSON.stringify(text, null, 2));
  await write(content);
  const opened: GatewaySettings[] = [];
  const logged: string[] = [];
  let nowMs = 0;
  const instances = new InstancesFile({
    file,
    environment: env,
    openGateway: (settings) => (opened.push(settings), unusedGateway),
    log: { info: (line) => logged.push(line), error: (line) => logged.push(line) },
    clock: () => nowMs,
  });
  const waitForTheNextLook = () => void (nowMs += 1_000);
  return { file, directory, instances, opened, logged, waitForTheNextLook, write };
}

/** What is said of a file that cannot be used. */
export async function faultsOf(content: unknown, env?: Record<string, string>): Promise<string> {
  return open(content, env).then(
    () => 'none',
    (error: Error) => `${error.name}: ${error.message}`,
  );
}

const refuse = () => Promise.reject(new Error('No call to a gateway belongs here.'));

export const unusedGateway: WhatsAppGateway = {
  session: refuse,
  group: refuse,
  listGroups: refuse,
  lidOf: refuse,
  inviteCode: refuse,
  setDescription: refuse,
  promote: refuse,
  newMessageId: refuse,
  sendText: refuse,
  ownMessages: refuse,
  leave: refuse,
};

import { connect, type Socket } from 'node:net';
import { departure, sign } from './deliveries.ts';

/** Who posts to the endpoint and never says anything that can be used. */
export interface Troublemaker {
  /** What it writes at once. */
  opening: string;
  /** What it writes again and again, slowly, until somebody stops it. */
  drip?: string;
  /** Whether it goes away after the opening. */
  leaves?: boolean;
}

const head = 'POST /webhooks/waha/sales HTTP/1.1\r\nhost: worker\r\n';
const event = JSON.stringify(departure());
const TWO_MIB = 2_097_152;
const kib = `400\r\n${'x'.repeat(1_024)}\r\n`;

function whole(body: string, headers: Record<string, string> = {}): string {
  const lines = Object.entries({ ...headers, 'content-length': Buffer.byteLength(body) });
  return `${head}${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`;
}

/** By what they do, with the status that they get; `cut` where they can hear no answer. */
export const troublemakers = {
  'slow headers': [{ opening: head, drip: 'x-more: 1\r\n' }, '408'],
  'a slow body': [{ opening: `${head}content-length: 5000\r\n\r\n`, drip: 'x' }, '408'],
  'too large, as announced': [{ opening: `${head}content-length: ${TWO_MIB}\r\n\r\n${'x'.repeat(9_000)}` }, '413'],
  'too large, unannounced': [{ opening: `${head}transfer-encoding: chunked\r\n\r\n${kib.repeat(1_200)}` }, '413'],
  'a truncated body': [{ opening: whole(event, sign(event)).slice(0, -20), leaves: true }, 'cut'],
  'no signature': [{ opening: whole(event) }, '401'],
  'a forged signature': [{ opening: whole(event, sign(event, 'some-other-secret-of-32-characters')) }, '401'],
  'no JSON, well signed': [{ opening: whole('<html>', sign('<html>')) }, '400'],
} satisfies Record<string, [Troublemaker, string]>;

export type Trouble = keyof typeof troublemakers;

const DRIP_EVERY_MS = 100;

/**
 * Makes the trouble once.
 * @param connected called when the connection stands
 * @returns the status of the answer, or `cut` when the connection ends without one
 */
export async function makeTrouble(
  { opening, drip, leaves }: Troublemaker,
  port: number,
  connected: () => void,
): Promise<string> {
  const socket = connect(port, '127.0.0.1', connected);
  const answer = statusOf(socket);
  socket.write(opening, () => leaves && socket.destroy());
  const dripping = setInterval(() => drip !== undefined && socket.writable && socket.write(drip), DRIP_EVERY_MS);
  try {
    return await answer;
  } finally {
    clearInterval(dripping);
    socket.destroy();
  }
}

function statusOf(socket: Socket): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  socket.once('data', (chunk) => resolve(/^HTTP\/1\.1 (\d+)/.exec(String(chunk))?.[1] ?? 'no HTTP'));
  // Told by the close that follows.
  socket.on('error', () => socket.destroy());
  socket.once('close', () => resolve('cut'));
  return promise;
}

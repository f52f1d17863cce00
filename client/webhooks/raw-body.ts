import { Refusal } from './refusal.ts';

/**
 * Reads a request's body as it comes, and stops where it gets too large: the announced length may be missing or wrong.
 * @param maxBytes the largest body that is taken
 * @throws {Refusal}
 */
export async function readRawBody({ headers, body }: Request, maxBytes: number): Promise<Uint8Array> {
  const tooLarge = new Refusal(413, `the body is over ${maxBytes} bytes`);
  if (Number(headers.get('content-length') ?? 0) > maxBytes) throw tooLarge;
  const stream: AsyncIterable<Uint8Array> | null = body;
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of stream ?? []) {
      length += chunk.byteLength;
      if (length > maxBytes) throw tooLarge;
      chunks.push(chunk);
    }
  } catch (error) {
    if (error === tooLarge) throw error;
    // The sender went away in the middle: it hears no answer of ours, and will send the event again.
    throw new Refusal(400, 'the body ended too early');
  }
  return Buffer.concat(chunks, length);
}

import type { z } from 'zod';

/** Parts of an address, by the name they have in a path template. */
const pathParts = {
  /** A session's name. */
  session: /^[\w.-]+$/,
  /** A group's id, its `@` encoded. */
  groupId: /^[\d-]+%40g\.us$/,
  /** A phone number, bare or as an id. */
  phone: /^\d{7,15}(%40c\.us)?$/,
} satisfies Record<string, RegExp>;

/** One endpoint as its vendor documents it, in our own words. */
interface Endpoint {
  method: 'GET' | 'POST' | 'PUT';
  /** With `{names}` of `pathParts`. */
  path: string;
  /** All that the query may hold, and must. */
  query: z.ZodType;
  /** The JSON body; where the vendor takes none, `undefined`. */
  body?: z.ZodType;
  /** Where it is written. */
  source: string;
}

export interface Contract {
  /** Holds for every endpoint: authentication. */
  headers: z.ZodType;
  endpoints: Record<string, Endpoint>;
}

/** A request as it arrived. */
export interface SentRequest {
  method: string;
  /** Path and query. */
  target: string;
  headers: unknown;
  body: string;
}

/**
 * Holds a request against a contract.
 * @returns the endpoint's name, or what is wrong
 */
export function judge(request: SentRequest, contract: Contract): { endpoint: string } | { faults: string[] } {
  const url = new URL(request.target, 'http://gateway');
  const named = Object.entries(contract.endpoints).find(
    ([, { method, path }]) => method === request.method && patternOf(path).test(url.pathname),
  );
  if (!named) return { faults: [`no documented endpoint: ${request.method} ${url.pathname}`] };
  const [endpoint, { query, body }] = named;
  const faults = [
    ...faultsIn('query', query, queryOf(url)),
    ...faultsIn('headers', contract.headers, request.headers),
    ...bodyFaults(request.body, body),
  ];
  return faults.length > 0 ? { faults: faults.map((fault) => `${endpoint}: ${fault}`) } : { endpoint };
}

function patternOf(template: string): RegExp {
  const parts = template.replaceAll(/\{(\w+)\}/g, (_, name: keyof typeof pathParts) =>
    pathParts[name].source.slice(1, -1),
  );
  return new RegExp(`^${parts}$`);
}

function queryOf(url: URL): Record<string, string> {
  const names = [...url.searchParams.keys()];
  if (new Set(names).size < names.length) throw new Error('a name is given twice');
  return Object.fromEntries(url.searchParams);
}

function bodyFaults(text: string, schema: z.ZodType | undefined): string[] {
  if (schema === undefined) return text === '' ? [] : ['body: none is documented'];
  try {
    return faultsIn('body', schema, JSON.parse(text));
  } catch {
    return ['body: it is no JSON'];
  }
}

function faultsIn(part: string, schema: z.ZodType, value: unknown): string[] {
  const { error } = schema.safeParse(value);
  return error ? error.issues.map(({ path, message }) => `${part}: ${path.join('.')} ${message}`) : [];
}

import type { z } from 'zod';
import { InvalidRequest, type Fault } from './errors.ts';

/**
 * Parses, or tells everything that is wrong at once.
 * @throws {InvalidRequest}
 */
export function parseOrRefuse<Schema extends z.ZodObject>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new InvalidRequest(faultsIn(parsed.error, schema));
}

/** Everything that is wrong, by field. */
export function faultsIn({ issues }: z.ZodError, schema: z.ZodObject): Fault[] {
  return issues.flatMap((issue) => faultsOf(issue, Object.keys(schema.shape)));
}

function faultsOf(issue: z.core.$ZodIssue, fields: string[]): Fault[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((field) => ({ field, problem: `is no field here; there are ${fields.join(', ')}` }));
  }
  return [{ field: fieldAt(issue.path) || 'request', problem: issue.message }];
}

function fieldAt(path: PropertyKey[]): string {
  return path.reduce<string>(
    (field, key) =>
      typeof key === 'number' ? `${field}[${key}]` : field === '' ? String(key) : `${field}.${String(key)}`,
    '',
  );
}

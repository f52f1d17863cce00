import type { z } from 'zod';

type Path = readonly PropertyKey[];

/** Gathers what is wrong with a file, so that a person hears it all at once. */
export class Faults {
  readonly list: string[] = [];

  /** @param what goes on from the path: "is missing" */
  add(path: Path, what: string): void {
    this.list.push(`${pathText(path)} ${what}`);
  }

  /** @returns the value, or `undefined` when it has faults, which are then on the list */
  parse<T>(schema: z.ZodType<T>, value: unknown, path: Path): T | undefined {
    const parsed = schema.safeParse(value, { error: wording });
    if (parsed.success) return parsed.data;
    for (const issue of parsed.error.issues) this.add([...path, ...issue.path], issue.message);
    return undefined;
  }
}

/** `instances.sales.webhookSecrets[0]`, and quotes where a name has other signs. */
function pathText(path: Path): string {
  if (path.length === 0) return 'the file';
  const parts = path.map((part) => {
    if (typeof part === 'number') return `[${part}]`;
    return /^[\w-]+$/.test(String(part)) ? `.${String(part)}` : `[${JSON.stringify(String(part))}]`;
  });
  return parts.join('').replace(/^\./, '');
}

/** Zod's findings as the end of a sentence about the path. Never the value: it may be a secret in the wrong place. */
function wording(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === 'invalid_type') {
    return issue.input === undefined ? 'is missing' : `must be ${nouns[issue.expected] ?? issue.expected}`;
  }
  if (issue.code === 'unrecognized_keys') return `has a key that means nothing here: ${issue.keys.join(', ')}`;
  if (issue.code === 'invalid_value') return `must be one of: ${issue.values.join(', ')}`;
  if (issue.code === 'invalid_union' && Array.isArray(issue.options)) {
    return `must be one of: ${issue.options.join(', ')}`;
  }
  if (issue.code === 'too_small' && issue.origin !== 'number') return 'must not be empty';
  if (issue.code === 'too_small') return `must be at least ${issue.minimum}`;
  if (issue.code === 'too_big') return `must be at most ${issue.maximum}`;
  return undefined;
}

const nouns: Partial<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  object: 'an object',
  record: 'an object',
  array: 'a list',
};

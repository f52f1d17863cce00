import fc from 'fast-check';
import { isRecord } from '../../../activities/gateways/parsing/json-shapes.ts';

/** What must never get into a message, whatever a gateway answers with. */
export const TOKEN = 'wawp-token-hunter2';

type Path = string[];
/** What is done at one place of a JSON value; `undefined` drops it. */
type Change = (value: unknown) => unknown;
interface Mutation {
  /** Picks the place, over all there are. */
  place: number;
  change: Change | 'drop' | 'rename';
}

const WRONG_TYPES: unknown[] = [null, true, false, 0, -1, 1e308, '', [], {}, [[]], { data: null }];

/** Changes that only take information away. */
const takesAway: fc.Arbitrary<Mutation['change']> = fc.oneof(
  fc.constantFrom<Mutation['change']>(
    'drop',
    'rename',
    (value) => ({ wrapped: value }),
    (value) => [value],
  ),
  fc.constantFrom(...WRONG_TYPES).map(
    (wrong): Change =>
      () =>
        wrong,
  ),
);

const deep = (value: unknown): unknown => Array.from({ length: 300 }).reduce((inner) => ({ data: inner }), value);

/** Changes of any kind, also such as an attacker would make. */
const anything: fc.Arbitrary<Mutation['change']> = fc.oneof(
  takesAway,
  fc.oneof(fc.string({ unit: 'binary' }), fc.jsonValue({ maxDepth: 2 })).map(
    (other): Change =>
      () =>
        other,
  ),
  fc.constantFrom<Change>(
    () => TOKEN,
    () => ({ [TOKEN]: TOKEN, error: TOKEN, message: TOKEN, code: TOKEN }),
    () => 'x'.repeat(100_000),
    () => '5511999990123@c.us',
    () => ({ __proto__: null, constructor: TOKEN, toString: 1 }),
    () => Array.from({ length: 1_000 }, () => ({})),
    deep,
  ),
);

const some = (change: fc.Arbitrary<Mutation['change']>): fc.Arbitrary<Mutation[]> =>
  fc.array(fc.record({ place: fc.nat({ max: 9_999 }), change }), { minLength: 1, maxLength: 3 });

/** One to three losses. @param value what is documented; entries of its lists stay, since a list tells by who is not on it */
export function withLosses(value: unknown): fc.Arbitrary<unknown> {
  return some(takesAway).map((mutations) => mutations.reduce(mutated, value));
}

/** Texts of answers: a documented one, changed in one to three places, or cut off. */
export function oddTexts(body: string): fc.Arbitrary<string> {
  const cut = fc.nat({ max: body.length }).map((length) => body.slice(0, length));
  const json = parsed(body);
  if (json === undefined) return fc.oneof(cut, fc.string({ unit: 'binary' }));
  const changed = oddValues(json).map((value) => JSON.stringify(value) ?? '');
  return fc.oneof({ weight: 8, arbitrary: changed }, { weight: 1, arbitrary: cut });
}

function oddValues(value: unknown): fc.Arbitrary<unknown> {
  return some(anything).map((mutations) => mutations.reduce(mutated, value));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function mutated(value: unknown, { place, change }: Mutation): unknown {
  const paths = pathsIn(value);
  const path = paths[place % paths.length];
  return path ? changedAt(value, path, change) : value;
}

function pathsIn(value: unknown, above: Path = [], depth = 0): Path[] {
  if (depth > 8 || (!Array.isArray(value) && !isRecord(value))) return [];
  return Object.entries(value)
    .slice(0, 100)
    .flatMap(([key, inner]) => [[...above, key], ...pathsIn(inner, [...above, key], depth + 1)]);
}

function changedAt(value: unknown, [key, ...rest]: Path, change: Mutation['change']): unknown {
  if (key === undefined || (!Array.isArray(value) && !isRecord(value))) return value;
  const entries = Object.entries(value).flatMap(([name, inner]): [string, unknown][] => {
    if (name !== key) return [[name, inner]];
    if (rest.length > 0) return [[name, changedAt(inner, rest, change)]];
    return changedEntry(name, inner, change);
  });
  return Array.isArray(value) ? entries.map(([, inner]) => inner) : Object.fromEntries(entries);
}

function changedEntry(name: string, inner: unknown, change: Mutation['change']): [string, unknown][] {
  // The entries of a list, also of one that is written as an object, stay: see `withLosses`.
  const isOfList = /^\d+$|@/.test(name);
  if (change === 'drop') return isOfList ? [[name, inner]] : [];
  if (change === 'rename') return [[isOfList ? name : `${name}X`, inner]];
  return [[name, change(inner)]];
}

/** Reading JSON of uncertain shape: gateways write arrays as objects and ids as objects, by engine and version. */

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value at a path of keys; `undefined` where the path ends early. */
export function at(value: unknown, ...path: string[]): unknown {
  return path.reduce<unknown>(
    (found, key) => (isRecord(found) && Object.hasOwn(found, key) ? found[key] : undefined),
    value,
  );
}

/** The first of several values that is a text with something in it. */
export function firstText(...values: unknown[]): string | undefined {
  return values.find((value): value is string => typeof value === 'string' && value !== '');
}

/** The id in a text or in a whatsapp-web.js id object. */
export function serialisedId(value: unknown): string | undefined {
  return firstText(value, at(value, '_serialized'));
}

/** What a list may be wrapped in. */
const WRAPPERS = ['data', 'groups', 'participants', 'Participants', 'messages'];

/**
 * The entries of a list, written as an array, as an object keyed by index (Wawp) or by id (NOWEB), or wrapped in a field.
 * @returns `undefined` for what is no list
 */
export function listOf(value: unknown): unknown[] | undefined {
  let held = value;
  while (isRecord(held)) {
    const record = held;
    if (Object.keys(record).every((key) => /^\d+$|@/.test(key))) return Object.values(record);
    const wrapper = WRAPPERS.find((name) => Object.hasOwn(record, name));
    if (wrapper === undefined) return undefined;
    held = record[wrapper];
  }
  return isList(held) ? held : undefined;
}

function isList(value: unknown): value is unknown[] {
  return Array.isArray(value);
}

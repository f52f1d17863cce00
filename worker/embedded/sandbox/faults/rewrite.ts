import type { Answer } from '../http/answer.ts';
import { indexed } from '../wawp/indexed.ts';

/** Changes the JSON of an answer, whatever its status; other answers stay as they are. */
export function rewritten(answer: Answer, change: (body: unknown) => unknown): Answer {
  if (answer.kind !== 'http' || !answer.headers['content-type']?.includes('json')) return answer;
  return { ...answer, body: JSON.stringify(change(JSON.parse(answer.body))) };
}

/** Any JSON object, or array by its indexes. */
type Fields = Record<string, unknown>;

/** Changes every object in a JSON value, the innermost first. */
export function changeObjects(value: unknown, change: (fields: Fields) => unknown): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => changeObjects(item, change));
  if (typeof value !== 'object' || value === null) return value;
  return change(changeFields({ ...value }, (inner) => changeObjects(inner, change)));
}

export function changeFields(fields: Fields, change: (value: unknown, name: string) => unknown): Fields {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, change(value, name)]));
}

export function withArraysAsObjects(value: unknown): unknown {
  if (Array.isArray(value)) return indexed(value.map(withArraysAsObjects));
  if (typeof value !== 'object' || value === null) return value;
  return changeFields({ ...value }, withArraysAsObjects);
}

export function withObjectsAsArrays(body: unknown): unknown {
  return changeObjects(body, (fields) => (isKeyedList(fields) ? Object.values(fields) : fields));
}

function isKeyedList(fields: Fields): boolean {
  return Object.keys(fields).every((key) => /^\d+$|@g\.us$/.test(key));
}

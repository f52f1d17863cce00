/** A column of JSON, known by what was put in: only {@link toJson} makes one. */
export type Json<T> = string & { readonly holds: T };

export function toJson<T>(value: T): Json<T> {
  return JSON.stringify(value) as Json<T>;
}

/** Trusts its column: nothing but this program writes there, and what it writes is typed. */
export function fromJson<T>(text: Json<T>): T {
  return JSON.parse(text) as T;
}

/**
 * A setting that goes into a header, a path or a body of every call.
 * @throws {TypeError} naming the setting and never its value
 */
export function requireSetting(name: string, value: string): string {
  if (/^[\x21-\x7e]+$/.test(value)) return value;
  throw new TypeError(
    `${name} is empty, or has spaces, line breaks or letters beyond ASCII in it: check where the value comes from`,
  );
}

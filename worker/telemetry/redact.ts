/**
 * Takes out of a line of log whatever must not be in it, however it got there: known secrets, what stands under a telling
 * name, phone numbers. Works on the finished line, so no field, message or stack can go around it.
 */

const REDACTED = '[redacted]';

/** Shorter ones are no secrets, and taking them out would take words apart. */
const SHORTEST_SECRET = 4;

const secretNames =
  'access[_-]?token|api[_-]?key|x-api-key|token|authorization|password|secret|hmac|jwt_key|invite[_-]?(?:code|url)';

type Replacement = [pattern: RegExp, by: string];

const named: Replacement[] = [
  // "token":"…" and "token":123
  [new RegExp(`("(?:${secretNames})"\\s*:\\s*)(?:"(?:\\\\.|[^"\\\\])*"|-?\\d[\\d.]*)`, 'gi'), `$1"${REDACTED}"`],
  // The same inside of a text: \"token\":\"…\"
  [new RegExp(`((\\\\+)"(?:${secretNames})\\2"\\s*:\\s*)\\2".*?(?<!\\\\)\\2"`, 'gi'), `$1$2"${REDACTED}$2"`],
  [new RegExp(`([?&](?:${secretNames}|code)=)[^&\\s"'\\\\#]+`, 'gi'), `$1${REDACTED}`],
  [/\b((?:bearer|basic) )[\w.~+/=-]+/gi, `$1${REDACTED}`],
  // https://user:password@host
  [/(:\/\/)[^/\s"\\@]+@/g, `$1${REDACTED}@`],
  [/(chat\.whatsapp\.com\/)[\w-]+/gi, `$1${REDACTED}`],
];

/** The last digits stay, so that a person who knows the number recognises it. */
const phones: Replacement[] = [
  [/\b\d{2,17}(\d{3})(?::\d+)?@(c\.us|s\.whatsapp\.net|lid)\b/gi, '…$1@$2'],
  // Groups from before 2021 carry the number of whoever made them.
  [/\b\d{2,12}(\d{3}-\d{9,11}@g\.us)\b/gi, '…$1'],
  [/\+\d[\d ().-]{4,17}(\d{2})\b/g, '…$1'],
];

/** A bare run of digits of a phone number's length; not a JSON number (a time), nor a part of an id. */
const digits = /(?<![\w@+-]|\d\.)\d{7,12}(\d{3})(?![\w-]|\.\d|@g\.us)/g;

/**
 * @param secrets called for every line, since tokens change while the worker runs
 * @returns a function that redacts one line
 */
export function redactor(secrets: () => Iterable<string>): (line: string) => string {
  return (line) => {
    const withoutSecrets = formsOf(secrets()).reduce((text, secret) => text.replaceAll(secret, REDACTED), line);
    const withoutNamed = [...named, ...phones].reduce((text, [from, to]) => text.replace(from, to), withoutSecrets);
    return withoutNamed.replace(digits, (run, last: string, at: number, text: string) =>
      isJsonNumber(text, at, run.length) ? run : `…${last}`,
    );
  };
}

/** As it is, as JSON writes it, and as a URL does; the longest first, since one secret may be a part of another. */
function formsOf(secrets: Iterable<string>): string[] {
  const forms = [...secrets]
    .filter((secret) => secret.length >= SHORTEST_SECRET)
    .flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)]);
  return [...new Set(forms)].sort((a, b) => b.length - a.length);
}

function isJsonNumber(text: string, at: number, length: number): boolean {
  return /[:,[]/.test(text[at - 1] ?? '') && /[,}\]]/.test(text[at + length] ?? '');
}

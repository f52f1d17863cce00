/** What a caller gets: an HTTP response, a connection torn down, or nothing ever. */
export type Answer =
  | { kind: 'http'; status: number; headers: Record<string, string>; body: string }
  | { kind: 'endless' }
  | { kind: 'reset' }
  | { kind: 'never-answered' };

export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Answer {
  const type = { 'content-type': 'application/json; charset=utf-8' };
  return { kind: 'http', status, headers: { ...type, ...headers }, body: JSON.stringify(body) };
}

/**
 * A bare string or boolean. WAHA's framework (Nest on Express) sends these unquoted as `text/html`, and nothing at all for
 * `undefined`: whoever goes by the content type takes an invite code for a web page.
 */
export function bare(body: string | boolean | undefined, status = 200): Answer {
  if (body === undefined) return { kind: 'http', status, headers: {}, body: '' };
  return { kind: 'http', status, headers: { 'content-type': 'text/html; charset=utf-8' }, body: String(body) };
}

export function html(body: string, status: number): Answer {
  return { kind: 'http', status, headers: { 'content-type': 'text/html' }, body };
}

/** Words of another media type than JSON and HTML. */
export function text(body: string, status: number, mediaType: string): Answer {
  return { kind: 'http', status, headers: { 'content-type': mediaType }, body };
}

export function redirect(location: string): Answer {
  return { kind: 'http', status: 302, headers: { location }, body: '' };
}

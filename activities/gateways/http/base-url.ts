/** Where a gateway lives: `origin` and, behind a proxy, a path in front of the gateway's own. */
export interface BaseUrl {
  origin: string;
  /** Without a slash at the end; empty at the root. */
  pathPrefix: string;
}

/**
 * Reads a gateway's base URL from the configuration. The errors do not repeat it, since it may hold a password.
 * @throws {TypeError} when it is no plain http(s) address
 */
export function parseBaseUrl(text: string): BaseUrl {
  const url = URL.parse(text);
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    throw new TypeError(
      'baseUrl is not an http(s) address: write it like https://waha.example.org or http://localhost:3000/waha',
    );
  }
  if (url.username || url.password) {
    throw new TypeError('baseUrl holds a user name or password: give the key or token in its own setting');
  }
  if (url.search || url.hash) {
    throw new TypeError("baseUrl has a query or fragment: write only the address that the gateway's paths follow");
  }
  return { origin: url.origin, pathPrefix: url.pathname.replace(/\/+$/, '') };
}

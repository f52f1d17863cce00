/** Baileys and whatsmeow spell a phone id with another server; everything else they spell as WAHA does. */
export function jid(id: string): string {
  return id.replace(/@c\.us$/, '@s.whatsapp.net');
}

/** WAHA's own spelling, in which callers may also get jids back to it. */
export function phoneIdOf(id: string): string {
  return id.replace(/@s\.whatsapp\.net$/, '@c.us');
}

import type { SandboxNumber } from '../world/types.ts';

/** A gateway, and of WAHA the engine: what a fault can be seen on. */
export type Place = 'waha/WEBJS' | 'waha/NOWEB' | 'waha/GOWS' | 'wawp';

export const WAHA = ['waha/WEBJS', 'waha/NOWEB', 'waha/GOWS'] as const satisfies Place[];
export const EVERYWHERE = [...WAHA, 'wawp'] as const satisfies Place[];
/** Wawp answers as WEBJS does in everything that was seen of it. */
export const WEBJS_LIKE = ['waha/WEBJS', 'wawp'] as const satisfies Place[];
/** The engines that talk to WhatsApp without a browser. */
export const WITHOUT_BROWSER = ['waha/NOWEB', 'waha/GOWS'] as const satisfies Place[];

export function placeOf({ gateway, engine }: Pick<SandboxNumber, 'gateway' | 'engine'>): Place {
  return gateway === 'wawp' ? 'wawp' : `waha/${engine}`;
}

/** Why there is no cell of its own for what other engines than WEBJS do. */
export const WAWP_AS_WEBJS = 'is played as WEBJS, the only engine in its documents';

/** The same words for each of these places. */
export function eachOf(places: readonly Place[], why: string): Partial<Record<Place, string>> {
  return Object.fromEntries(places.map((place) => [place, why]));
}

import type { EngineExamples } from './engine-examples.ts';
import { wahaGows } from './waha-gows.ts';
import { wahaNoweb } from './waha-noweb.ts';
import { wahaWebjs } from './waha-webjs.ts';
import { wawp, wawpOn } from './wawp.ts';

/** Every gateway and engine, by name. */
export const engines: [name: string, examples: EngineExamples][] = [
  ['WAHA with WEBJS', wahaWebjs],
  ['WAHA with NOWEB', wahaNoweb],
  ['WAHA with GOWS', wahaGows],
  ['Wawp', wawp],
  ['Wawp with NOWEB', wawpOn(wahaNoweb)],
  ['Wawp with GOWS', wawpOn(wahaGows)],
];

import type { EngineName } from '../../world/types.ts';
import type { WahaEngine } from './engine.ts';
import { gows } from './gows.ts';
import { noweb } from './noweb.ts';
import { webjs } from './webjs.ts';

const engines: Record<EngineName, WahaEngine> = { WEBJS: webjs, NOWEB: noweb, GOWS: gows };

export function engineOf({ engine }: { engine: EngineName }): WahaEngine {
  return engines[engine];
}

import { catalogue } from '../../worker/embedded/sandbox/faults/catalogue.ts';
import type { Place } from '../../worker/embedded/sandbox/faults/places.ts';
import { usual, type Outcome, type Row } from './row.ts';
import { rows } from './rows.ts';

/** One row on one gateway and engine. */
export interface Cell {
  row: Row;
  place: Place;
  /** Of a number of its own, so that cells don't meet. */
  instanceId: string;
  expected: Outcome;
}

/** Every row on every place that can produce its fault. */
export const cells: readonly Cell[] = rows.flatMap((row, index) =>
  catalogue[row.fault].possibleOn.map((place) => ({
    row,
    place,
    instanceId: `r${index}-${place.replace('waha/', '')}`,
    expected: { ...usual, ...row.expected, ...row.on?.[place] },
  })),
);

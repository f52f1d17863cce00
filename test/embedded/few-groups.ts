/** `npm start` with fewer groups: every kind of group and every fault is there, but less of the usual. */
import { npmStart } from '../../worker/embedded/npm-start.ts';
import { FEW } from './few.ts';

process.exit(await npmStart(process.argv.slice(2), FEW));

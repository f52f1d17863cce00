/** `npm start`. */
import { npmStart } from './npm-start.ts';

process.exit(await npmStart(process.argv.slice(2), 300));

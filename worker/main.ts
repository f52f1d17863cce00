import { runWorker } from './process/run-worker.ts';

const exitCode = await runWorker();
// Whatever an SDK or a stalled connection still keeps open must not keep a drained worker alive.
process.exit(exitCode);

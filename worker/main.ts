import { runWorker } from './process/run-worker.ts';

// Not `process.exitCode`: whatever might keep the process alive is none of the work, which has come to its end.
process.exit(await runWorker());

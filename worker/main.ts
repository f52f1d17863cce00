import { runWorker } from './process/run-worker.ts';

process.exitCode = await runWorker();

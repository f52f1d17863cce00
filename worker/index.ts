/** For those who run the worker from a program of their own; the command line is `group-exit worker`. */
export { runWorker } from './process/run-worker.ts';

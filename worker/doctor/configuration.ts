import { BadConfig, parseConfig, type WorkerConfig } from '../config.ts';
import { fault, ok, type Environment, type Finding } from './finding.ts';

/** The GROUP_EXIT_… and REDIS_… variables. */
export function checkConfiguration(environment: Environment): { finding: Finding; config?: WorkerConfig } {
  try {
    const config = parseConfig(environment);
    const { host, port } = config.http;
    const told = config.events === undefined ? 'told to nobody' : `told to ${new URL(config.events.url).host}`;
    const where = `task queue ${config.taskQueue}, HTTP on ${host}:${port}, events ${told}`;
    return { finding: ok('configuration', where), config };
  } catch (error) {
    if (!(error instanceof BadConfig)) throw error;
    return { finding: fault('configuration', error) };
  }
}

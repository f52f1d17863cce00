/** The worker of embedded mode, in a process of its own as in production: `node main.ts <data directory>`. */
import { parseConfig } from '../../config.ts';
import { runConfigured } from '../../process/run-worker.ts';
import { homeIn } from '../home.ts';

// It ends together with the process that has started it, also when that is killed: nobody else would end this one.
process.stdin.resume().on('close', () => process.exit(1));

const { argv, env } = process;
const { instancesFile, booksFile } = homeIn(argv[2] ?? '');
const address = env['TEMPORAL_ADDRESS'] ?? '';
const exitCode = await runConfigured({
  worker: parseConfig({ ...env, GROUP_EXIT_INSTANCES: instancesFile, GROUP_EXIT_DATABASE: booksFile }),
  // Not by Temporal's own settings and files: they may speak of a real one.
  temporal: { address, namespace: 'default', connection: { address } },
  environment: env,
});
process.exit(exitCode);

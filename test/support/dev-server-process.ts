/** A run of its own that owns a dev server, for tests that kill it: `node dev-server-process.ts <CLI> <data directory>`. */
import { startDevServer } from '../../worker/embedded/dev-server.ts';

const [cliPath = '', dataDir = ''] = process.argv.slice(2);
const { address } = await startDevServer({ cliPath, dataDir, ports: { grpc: 0, ui: 0 } });
process.stdout.write(address);
setInterval(() => undefined, 60_000);

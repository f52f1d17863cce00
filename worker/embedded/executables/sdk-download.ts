/**
 * Makes the SDK download one of its ephemeral servers: `node sdk-download.ts <dev-server|time-skipping> <directory>`.
 * A process of its own, since the SDK downloads only on the way to starting the server, can't be told to give up, and
 * fixes the process's telemetry when first used.
 */
import { TestWorkflowEnvironment } from '@temporalio/testing';

const [server, downloadDir] = process.argv.slice(2);
const options = { server: { executable: { type: 'cached-download' as const, ...(downloadDir && { downloadDir }) } } };

try {
  const environment = await (server === 'time-skipping'
    ? TestWorkflowEnvironment.createTimeSkipping(options)
    : TestWorkflowEnvironment.createLocal(options));
  await environment.teardown();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

import { createConnections } from '../../activities/gateways/http/connections.ts';
import { openGateways } from '../../activities/instances/open-gateways.ts';
import { readInstances } from '../../activities/instances/read-instances.ts';
import { WatchedFiles } from '../../activities/instances/watched-files.ts';
import { checkInstance } from './instance.ts';
import { fault, ok, type Environment, type Finding } from './finding.ts';

const SUBJECT = 'instances file';

/** The instances file, and each of its instances at its gateway. */
export async function checkInstances(file: string, environment: Environment): Promise<Finding[]> {
  const pool = createConnections();
  try {
    const sources = { file, environment, openGateway: openGateways(pool) };
    const { faults, instances } = readInstances(sources, new WatchedFiles());
    if (faults.length > 0) return faults.map((found) => fault(SUBJECT, `${file}: ${found}`));
    const findings = await Promise.all([...instances.values()].map(checkInstance));
    return [ok(SUBJECT, `${file}: ${[...instances.keys()].join(', ')}`), ...findings.flat()];
  } finally {
    await pool.destroy();
  }
}

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { examine, type Finding } from '../../worker/doctor/index.ts';
import { checkInstances } from '../../worker/doctor/instances.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

/** An environment in which nothing is there yet, in a directory of the test's own. */
export function environmentWith(settings: Record<string, string> = {}, instances: object = {}): Record<string, string> {
  const directory = temporaryDirectory();
  const instancesFile = join(directory, 'instances.json');
  writeFileSync(instancesFile, JSON.stringify({ gateways: {}, instances: {}, ...instances }));
  return {
    GROUP_EXIT_INSTANCES: instancesFile,
    GROUP_EXIT_DATABASE: join(directory, 'books.sqlite'),
    TEMPORAL_ADDRESS: '127.0.0.1:1',
    ...settings,
  };
}

export async function findingsIn(environment: Record<string, string>): Promise<Finding[]> {
  const findings: Finding[] = [];
  for await (const finding of examine(environment)) findings.push(finding);
  return findings;
}

/** What the doctor says of one subject. */
export async function findingsOf(subject: string, environment: Record<string, string>): Promise<string[]> {
  return said(subject, await findingsIn(environment));
}

/** The same of the instances file and its instances, without looking at anything else. */
export async function instancesFindings(subject: string, environment: Record<string, string>): Promise<string[]> {
  return said(subject, await checkInstances(environment['GROUP_EXIT_INSTANCES'] ?? '', environment));
}

export function said(subject: string, findings: Finding[]): string[] {
  return findings.filter((one) => one.subject === subject).map(({ verdict, found }) => `${verdict}: ${found}`);
}

import { spawnSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { temporaryDirectory } from '../support/temporary-directory.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const preflight = 'worker/embedded/require-node.js';

/** The preflight on a Node that says it is of this version. */
function runOn(version: string, project = root): { status: number | null; stderr: string } {
  const disguise = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } })`;
  return spawnSync(
    process.execPath,
    ['--import', `data:text/javascript,${encodeURIComponent(disguise)}`, join(project, preflight)],
    {
      encoding: 'utf8',
    },
  );
}

it.each(['18.20.8', '20.20.2', '22.22.0'])('stops on Node %s with one line that says what to do', (version) => {
  const { status, stderr } = runOn(version);

  expect(status).toBe(1);
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(stderr).toMatch(`needs Node 24, but \`node\` here is ${version}`);
  expect(stderr).toMatch('npm rebuild node --ignore-scripts=false');
});

it.each(['20.20.2', '24.0.0'])('asks for `npm ci` where it was forgotten, on Node %s', (version) => {
  const project = temporaryDirectory();
  for (const file of ['package.json', preflight]) cpSync(join(root, file), join(project, file));
  const { status, stderr } = runOn(version, project);

  expect(status).toBe(1);
  expect(stderr).toMatch('run `npm ci` first');
  expect(stderr).not.toMatch('npm rebuild');
});

it.each(['24.0.0', '26.1.0', process.versions.node])('says nothing on Node %s', (version) => {
  expect(runOn(version)).toMatchObject({ status: 0, stderr: '' });
});

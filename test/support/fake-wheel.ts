import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Wheel } from '../../worker/embedded/executables/executable.ts';

/** A real wheel in a directory that pip can be pointed at (`PIP_FIND_LINKS`), holding one script. */
export function fakeWheel(directory: string, command: string, script: string): Wheel {
  const [name, version] = ['fake-bin', '1.0.0'];
  const scripts = 'fake_bin-1.0.0.data/scripts';
  const info = 'fake_bin-1.0.0.dist-info';
  const files = {
    [`${scripts}/${command}`]: script,
    [`${info}/METADATA`]: `Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\n`,
    [`${info}/WHEEL`]: 'Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: false\nTag: py3-none-any\n',
    [`${info}/RECORD`]: `${scripts}/${command},,\n${info}/METADATA,,\n${info}/WHEEL,,\n${info}/RECORD,,\n`,
  };
  for (const folder of [scripts, info]) mkdirSync(join(directory, folder), { recursive: true });
  for (const [path, content] of Object.entries(files)) writeFileSync(join(directory, path), content);
  chmodSync(join(directory, scripts, command), 0o755);
  const file = 'fake_bin-1.0.0-py3-none-any.whl';
  execFileSync('python3', ['-m', 'zipfile', '-c', file, 'fake_bin-1.0.0.data', info], { cwd: directory });
  const sha256 = createHash('sha256')
    .update(readFileSync(join(directory, file)))
    .digest('hex');
  return { name, version, sha256: [sha256] };
}

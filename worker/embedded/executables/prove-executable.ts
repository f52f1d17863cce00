import { execFile } from 'node:child_process';
import type { Executable } from './executable.ts';

const answerTimeoutMs = 30_000;

/**
 * Runs `--version`: a file of another platform, a truncated one or something else of the same name is not what we look for.
 *
 * @returns the path
 * @throws saying what it answered instead
 */
export function proveExecutable(executable: Executable, path: string): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  execFile(path, ['--version'], { timeout: answerTimeoutMs }, (error, stdout, stderr) => {
    const said = `${stdout}${stderr}`.trim();
    // The exit code is no judge: the test server knows no `--version` and fails, but names itself doing so.
    if (executable.says.test(said)) resolve(path);
    else reject(new Error(`${path} --version said: ${said.split('\n')[0] || (error?.message ?? 'nothing')}`));
  });
  return promise;
}

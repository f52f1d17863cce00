import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../..', import.meta.url));

/** A project of somebody else that has installed the package from its tarball. */
export interface Stranger {
  /** Where the package is installed. */
  installed: string;
  /** Runs a command in the project. @throws with its output when it fails */
  run(command: string, ...args: string[]): Promise<string>;
  directory: string;
  /** Type-checks a source file of the project, strictly. @returns what the compiler says of it and of our package */
  typeCheck(source: string): Promise<string[]>;
  remove(): void;
}

/** Packs the package (which builds it) and installs the tarball into a new project. */
export async function installIntoStrangersProject(): Promise<Stranger> {
  const directory = mkdtempSync(join(tmpdir(), 'group-exit-stranger-'));
  const inProject = async (command: string, ...args: string[]): Promise<string> => {
    const { stdout } = await run(command, args, { cwd: directory }).catch(withOutput);
    return stdout;
  };
  await run('npm', ['pack', '--pack-destination', directory], { cwd: root }).catch(withOutput);
  writeFileSync(join(directory, 'package.json'), JSON.stringify({ name: 'stranger', type: 'module', private: true }));
  await inProject('sh', '-c', 'npm install --prefer-offline --no-audit --no-fund ./*.tgz');
  return {
    directory,
    installed: join(directory, 'node_modules/whatsapp-group-exit'),
    run: inProject,
    typeCheck: (source) => typeCheck(directory, source),
    remove: () => rmSync(directory, { recursive: true }),
  };
}

async function typeCheck(directory: string, source: string): Promise<string[]> {
  const file = join(directory, 'backend.ts');
  writeFileSync(file, source);
  const options = '--noEmit --strict --target es2022 --module nodenext --types node --typeRoots';
  const compiler = join(root, 'node_modules/.bin/tsc');
  const { promise, resolve } = Promise.withResolvers<string>();
  const typeRoots = join(root, 'node_modules/@types');
  execFile(compiler, [...options.split(' '), typeRoots, file], { cwd: directory }, (_error, stdout) => resolve(stdout));
  // The declarations of other packages are not all clean, which is not what is asked here.
  return (await promise).split('\n').filter((line) => /^backend\.ts|whatsapp-group-exit/.test(line));
}

/** A failed command's own words say more than its exit code. */
function withOutput(error: unknown): never {
  const { message, stdout, stderr } = error as Error & { stdout?: string; stderr?: string };
  throw new Error([message, stdout, stderr].join('\n'), { cause: error });
}

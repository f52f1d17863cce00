import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

interface LockedPackage {
  resolved?: string;
  integrity?: string;
  optionalDependencies?: Record<string, string>;
}

const read = (file: string): unknown => JSON.parse(readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8'));
const { packages } = read('package-lock.json') as { packages: Record<string, LockedPackage> };
const { '': root, ...installed } = packages;

describe('the lockfile', () => {
  it('names no registry: the installing machine has its own', () => {
    expect(Object.values(installed).filter(({ resolved }) => resolved !== undefined)).toEqual([]);
  });

  it('pins the content of every package', () => {
    expect(root).toBeDefined();
    const unpinned = Object.entries(installed).filter(([, { integrity }]) => !integrity?.startsWith('sha512-'));
    expect(unpinned.map(([path]) => path)).toEqual([]);
  });

  it('holds the binaries of every platform: npm 11 refuses a clean install without, on all of them', () => {
    const missing = Object.entries(installed).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter(
        (name) => !(`node_modules/${name}` in packages || `${path}/node_modules/${name}` in packages),
      ),
    );
    expect(missing).toEqual([]);
  });

  it('lets npm run the one install script that is needed: the one of `node`', () => {
    expect(read('package.json')).toMatchObject({ allowScripts: { node: true } });
  });
});

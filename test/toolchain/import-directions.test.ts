import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { temporaryDirectory } from '../support/temporary-directory.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What our lint says about files in a project of our shape. Every module that they may name exports `a` and a type `A`. */
function complaints(files: Record<string, string>): string {
  const project = temporaryDirectory();
  for (const file of ['.oxlintrc.json', 'tsconfig.json', 'package.json']) cpSync(join(root, file), join(project, file));
  symlinkSync(join(root, 'node_modules'), join(project, 'node_modules'));
  const modules = [
    'activities/leave.ts',
    'activities/gateways/identity.ts',
    'activities/gateways/waha/waha-webhooks.ts',
    'client/exits.ts',
    'test/support.ts',
    'worker/config.ts',
    'worker/embedded/demo.ts',
    'workflows/exit.ts',
    'workflows/messages.ts',
    'workflows/phone-like.ts',
  ];
  for (const module of modules) write(join(project, module), 'export const a = 1;\nexport type A = string;\n');
  for (const [path, source] of Object.entries(files)) write(join(project, path), source);
  return spawnSync(join(root, 'node_modules/.bin/oxlint'), ['--format=unix'], { cwd: project, encoding: 'utf8' })
    .stdout;
}

function write(path: string, content: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

it.each([
  ['workflows/x.ts', '../activities/leave.ts'],
  ['workflows/x.ts', '../client/exits.ts'],
  ['workflows/x.ts', '../worker/config.ts'],
  ['activities/x.ts', '../workflows/messages.ts'],
  ['activities/gateways/x.ts', '../../worker/config.ts'],
  ['activities/x.ts', '../client/exits.ts'],
  ['client/x.ts', '../worker/config.ts'],
  ['client/cli/x.ts', '../../worker/config.ts'],
  ['client/x.ts', '../workflows/exit.ts'],
  ['client/x.ts', '../activities/leave.ts'],
  ['worker/x.ts', './embedded/demo.ts'],
  ['worker/x.ts', '../test/support.ts'],
])('keeps %s from importing %s', (path, imported) => {
  expect(complaints({ [path]: `import { a } from '${imported}';\nexport const b = a;\n` })).toMatch(
    `${path}:1:1: '${imported}' import is restricted`,
  );
});

it.each(['node:fs', 'fs/promises', 'crypto', 'zod', 'undici', '@temporalio/client'])(
  'keeps workflows from importing %s',
  (imported) => {
    expect(complaints({ 'workflows/x.ts': `import * as b from '${imported}';\nexport const c = b;\n` })).toMatch(
      `workflows/x.ts:1:1: '${imported}' import is restricted`,
    );
  },
);

it('finds a promise that nobody awaits, an error that nobody sees, and a circle of imports', () => {
  const found = complaints({
    'worker/x.ts': 'async function y(): Promise<void> {}\ny();\ntry { throw new Error(); } catch {}\n',
    'worker/one.ts': "import { two } from './two.ts';\nexport const one = (): number => two();\n",
    'worker/two.ts': "import { one } from './one.ts';\nexport const two = (): number => one();\n",
  });

  expect(found).toMatch(/worker\/x.ts:2:\d+: .*no-floating-promises/);
  expect(found).toMatch(/worker\/x.ts:3:\d+: .*no-empty/);
  expect(found).toMatch(/worker\/one.ts:1:\d+: .*no-cycle/);
});

it('lets each folder import what it may', () => {
  const found = complaints({
    'workflows/x.ts':
      "import type { A } from '../activities/leave.ts';\nimport { a } from './messages.ts';\nexport const b: A[] = [String(a)];\n",
    'activities/x.ts': "import { a } from './leave.ts';\nexport const b = a;\n",
    'client/x.ts': [
      "import { a } from '../activities/gateways/waha/waha-webhooks.ts';",
      "import { a as c } from '../activities/gateways/identity.ts';",
      "import { a as d } from '../workflows/messages.ts';",
      "import { a as e } from '../workflows/phone-like.ts';",
      "import type { A } from '../workflows/exit.ts';",
      'export const b: (A | number)[] = [a, c, d, e];',
    ].join('\n'),
    'worker/x.ts':
      "import { a } from '../activities/leave.ts';\nimport { a as c } from '../client/exits.ts';\nexport const b = a + c;\n",
  });

  expect(found).toBe('');
});

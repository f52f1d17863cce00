import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import type { WorkflowBundleOption } from '@temporalio/worker';

/**
 * The workflows for `Worker.create`: bundled from their source in a checkout, prebuilt in the published package.
 *
 * @throws when the published package lacks its bundle: bundling at run time instead would hide a broken release
 */
export async function workflowBundle(): Promise<WorkflowBundleOption> {
  return import.meta.url.endsWith('.ts') ? bundleWorkflows('../workflows/index.ts') : prebuiltBundle();
}

/** Bundles the workflows of an entry file, given relative to this one. Webpack's own report is no news to anybody. */
export function bundleWorkflows(entry: string): Promise<{ code: string }> {
  return bundleWorkflowCode({
    workflowsPath: fileURLToPath(new URL(entry, import.meta.url)),
    logger: new DefaultLogger('WARN'),
  });
}

function prebuiltBundle(): { codePath: string } {
  const codePath = fileURLToPath(new URL('../workflow-bundle.js', import.meta.url));
  if (!existsSync(codePath)) {
    throw new Error(
      `The prebuilt workflows are missing (${codePath}), so this worker would know no workflow. ` +
        'Install the package again; in a checkout, run `npm run build`.',
    );
  }
  return { codePath };
}

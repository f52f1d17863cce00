/** The last step of `npm run build`: puts the workflows that tsc has just written into the bundle that the package ships. */
import { writeFile } from 'node:fs/promises';
import { bundleWorkflows } from './bundle.ts';

const { code } = await bundleWorkflows('../dist/workflows/index.js');
await writeFile(new URL('../dist/workflow-bundle.js', import.meta.url), code);

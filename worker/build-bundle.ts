/** The last step of `npm run build`: puts the workflows that tsc has just written into the bundle that the package ships. */
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { bundleWorkflows } from './bundle.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const inlineSourceMap = /(?<=\n\/\/# sourceMappingURL=data:application\/json;charset=utf-8;base64,)\S+/;

const { code } = await bundleWorkflows('../dist/workflows/index.js');
await writeFile(new URL('../dist/workflow-bundle.js', import.meta.url), code.replace(inlineSourceMap, relativePaths));

/** Stack traces then name files of the package, and not where it was built. */
function relativePaths(sourceMap: string): string {
  const map = Buffer.from(sourceMap, 'base64').toString();
  return Buffer.from(map.replaceAll(root, '')).toString('base64');
}

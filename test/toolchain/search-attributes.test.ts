import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ensureSearchAttributes } from '../../worker/search-attributes.ts';
import { searchAttributeKeys } from '../../workflows/search-attributes.ts';
import { freshNamespace } from '../support/namespaces.ts';
import { devServer } from '../support/temporal.ts';

const keyword = 2;
const int = 3;
const keywordList = 7;
let environment: TestWorkflowEnvironment;
beforeAll(async () => {
  environment = await devServer();
});
afterAll(() => environment.teardown());

async function customAttributes(namespace: string): Promise<Record<string, number>> {
  return (await environment.connection.operatorService.listSearchAttributes({ namespace })).customAttributes;
}

it('refuses a namespace where one of them has another type, and names it', async () => {
  const namespace = await freshNamespace(environment);
  await environment.connection.operatorService.addSearchAttributes({ namespace, searchAttributes: { WaGroup: int } });

  const refusal = ensureSearchAttributes(environment.connection, namespace);

  await expect(refusal).rejects.toThrow(/WaGroup has to be Keyword/);
  expect(await customAttributes(namespace)).toEqual({ WaGroup: int });
});

it('says what to run where it may not register them', async () => {
  const namespace = await freshNamespace(environment);
  const { operatorService } = environment.connection;
  const readOnly = {
    operatorService: Object.assign(Object.create(operatorService), {
      addSearchAttributes: () => Promise.reject(new Error('7 PERMISSION_DENIED: Request unauthorized.')),
    }),
  };

  await expect(ensureSearchAttributes(readOnly, namespace)).rejects.toThrow(
    /PERMISSION_DENIED.*temporal operator search-attribute create --namespace test-.* --name WaInstance --type Keyword/,
  );
});

it('registers what is missing and leaves the rest alone', async () => {
  const namespace = await freshNamespace(environment);
  await environment.connection.operatorService.addSearchAttributes({
    namespace,
    searchAttributes: { WaInstance: keyword, TheirOwn: int },
  });

  await ensureSearchAttributes(environment.nativeConnection, namespace);

  const ours = Object.fromEntries(
    searchAttributeKeys.map(({ name, type }) => [name, type === 'KEYWORD' ? keyword : keywordList]),
  );
  expect(await customAttributes(namespace)).toEqual({ ...ours, TheirOwn: int });
});

it('lets several workers boot at once', async () => {
  const namespace = await freshNamespace(environment);
  const boots = Array.from({ length: 5 }, () => ensureSearchAttributes(environment.connection, namespace));

  await Promise.all(boots);

  expect(Object.keys(await customAttributes(namespace)).sort()).toEqual(
    searchAttributeKeys.map((key) => key.name).sort(),
  );
});

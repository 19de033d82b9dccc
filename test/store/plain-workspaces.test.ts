import { describe, expect, test } from 'vitest';
import { createPlainWorkspaces } from '../../src/store/plain-workspaces.ts';
import { engines, useStores } from '../support/engines.ts';

describe.each(engines)('on %s', (engine) => {
  const stores = useStores(engine);

  test('what one workspace refused says nothing of another, and counts as long as is asked for', async () => {
    const plain = createPlainWorkspaces(await stores.open());
    await plain.add('T1', 1_000);

    expect(await plain.has('T1', 1_000)).toBe(true);
    expect(await plain.has('T1', 1_001)).toBe(false);
    expect(await plain.has('T2', 0)).toBe(false);
  });

  test('a workspace that refuses again counts from then on', async () => {
    const plain = createPlainWorkspaces(await stores.open());
    await plain.add('T1', 1_000);
    await plain.add('T1', 2_000);

    expect(await plain.has('T1', 1_500)).toBe(true);
  });
});

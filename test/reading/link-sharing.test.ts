import { describe, expect, test } from 'vitest';
import { createLinkSharing, type LinkSharing } from '../../src/reading/link-sharing.ts';
import { createChannels } from '../../src/store/channels.ts';
import type { Store } from '../../src/store/open-store.ts';
import { createPreviewsOff } from '../../src/store/previews-off.ts';
import { createSharedLinks } from '../../src/store/shared-links.ts';
import { engines, useStores } from '../support/engines.ts';

const hourMs = 3_600_000;
const begin = 1_795_000_000_000;
const here = { team: 'T1', channel: 'C1' };

const sharingOver = (store: Store): LinkSharing =>
  createLinkSharing({ shared: createSharedLinks(store), off: createPreviewsOff(store), now: () => begin });

const linkAt = (ts: string, hours: number, place = here) => ({
  ...{ ...place, paperId: '2402.17762', ts, sharedBy: 'U1', sharedAt: begin + hours * hourMs },
});

describe.each(engines)('on %s', (engine) => {
  const stores = useStores(engine);

  test('a paper is first once in a conversation, and told of again after a day', async () => {
    const links = sharingOver(await stores.open());

    const first = await links.share(linkAt('1.1', 0));
    const sameMessage = await links.share(linkAt('1.1', 0));
    const soon = await links.share(linkAt('2.1', 23));
    const later = await links.share(linkAt('3.1', 24));
    const latest = await links.share(linkAt('4.1', 240));
    const otherPlace = await links.share(linkAt('3.2', 24, { team: 'T1', channel: 'C2' }));
    const otherTeam = await links.share(linkAt('3.3', 24, { team: 'T2', channel: 'C1' }));

    expect(soon.kind).toBe('just now');
    expect([first.kind, sameMessage.kind, otherPlace.kind, otherTeam.kind]).toEqual(Array(4).fill('first'));
    expect([later, latest]).toEqual(Array(2).fill({ kind: 'again', first: linkAt('1.1', 0) }));
  });

  test('many who share a paper at once have one first among them', async () => {
    const links = sharingOver(await stores.open());

    const sharings = await Promise.all(Array.from({ length: 8 }, (_, index) => links.share(linkAt(`${index}.1`, 0))));

    expect(sharings.filter(({ kind }) => kind === 'first')).toHaveLength(1);
  });

  test('a first message that is gone makes room for the next, and only that one does', async () => {
    const links = sharingOver(await stores.open());
    await links.share(linkAt('1.1', 0));

    await links.forget(linkAt('9.9', 0));
    expect((await links.share(linkAt('2.1', 48))).kind).toBe('again');
    await links.forget(linkAt('1.1', 0));

    expect((await links.share(linkAt('2.1', 48))).kind).toBe('first');
  });

  test('other conversations of the workspace are known, the newest first, and no others', async () => {
    const links = sharingOver(await stores.open());
    await links.share(linkAt('1.1', 0));
    await links.share(linkAt('1.2', 2, { team: 'T1', channel: 'C2' }));
    await links.share(linkAt('1.3', 5, { team: 'T1', channel: 'C3' }));
    await links.share(linkAt('1.4', 6, { team: 'T2', channel: 'C4' }));
    await links.share({ ...linkAt('1.5', 6, { team: 'T1', channel: 'C5' }), paperId: '2310.16836' });

    const elsewhere = await links.elsewhere(here, '2402.17762');

    expect(elsewhere.map(({ channel }) => channel)).toEqual(['C3', 'C2']);
  });

  test('previews are on until somebody switches them off, for one conversation', async () => {
    const links = sharingOver(await stores.open());

    expect(await links.areOff(here)).toBe(false);
    expect([await links.switchOff(here), await links.switchOff(here)]).toEqual([true, false]);
    expect(await links.areOff(here)).toBe(true);
    expect(await links.areOff({ team: 'T2', channel: 'C1' })).toBe(false);
    expect([await links.switchOn(here), await links.switchOn(here)]).toEqual([true, false]);
    expect(await links.areOff(here)).toBe(false);
  });

  test('both follow a channel whose id changes, also where the new id was seen a moment before', async () => {
    const store = await stores.open();
    const links = sharingOver(store);
    const there = { team: 'T1', channel: 'C9' };
    await links.share(linkAt('1.1', 0));
    await links.share(linkAt('5.1', 47, there));
    await links.switchOff(here);
    await links.switchOff(there);

    await createChannels(store).move(here, there.channel);

    expect(await links.share(linkAt('6.1', 48, there))).toEqual({ kind: 'again', first: linkAt('1.1', 0, there) });
    expect([await links.areOff(here), await links.areOff(there)]).toEqual([false, true]);
  });

  test('a damaged record is as good as none', async () => {
    const store = await stores.open();
    const links = sharingOver(store);
    await links.share(linkAt('1.1', 0));
    await store.db.updateTable('shared_links').set({ shared_at: -1 }).execute();

    expect((await links.share(linkAt('2.1', 1))).kind).toBe('first');
    expect(await links.elsewhere({ team: 'T1', channel: 'C2' }, '2402.17762')).toEqual([]);
  });
});

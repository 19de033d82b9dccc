import { composeStatus, type DigestService, type StatusService } from '../../src/compose.ts';
import type { Paperboy } from '../../src/library/open-paperboy.ts';
import type { SourcesStatus } from '../../src/sources/status.ts';
import type { Store } from '../../src/store/open-store.ts';
import type { Summaries } from '../../src/summaries/summaries.ts';

const noSources: SourcesStatus = async () => [];

/** The bot's state where no source is read, unless a test says which. */
export function statusOver(
  store: Store,
  {
    sources = noSources,
    ...core
  }: {
    readonly paperboy: Paperboy;
    readonly digests: Pick<DigestService, 'digests'>;
    readonly sources?: SourcesStatus;
    readonly summaries?: Summaries | undefined;
    readonly now?: () => number;
  },
): StatusService {
  return composeStatus({ ...core, store, sources });
}

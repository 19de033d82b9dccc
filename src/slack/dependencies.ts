import type { Logger } from 'pino';
import type { DigestService, StatusService } from '../compose.ts';
import type { Paperboy } from '../library/open-paperboy.ts';
import type { ReadingService } from '../reading/reading-service.ts';
import type { LookUp } from '../sources/look-up.ts';
import type { KnownLists } from './conversation/known-lists.ts';
import type { Cards } from './delivery/cards.ts';
import type { Sleep } from './delivery/rate-limit.ts';
import type { ReaderSummaries } from './delivery/reader-language.ts';
import type { UploadFile } from './delivery/upload-file.ts';
import type { Reach } from './reach.ts';
import type { Home } from './requests/home.ts';

/** What listeners and answers work with, made once in app.ts; each takes out of it what it needs. */
export interface Dependencies {
  readonly paperboy: Paperboy;
  readonly digests: DigestService;
  readonly reading: ReadingService;
  readonly status: StatusService;
  /** Where a paper is sought that the library does not hold. */
  readonly lookUp: LookUp;
  readonly home: Home;
  readonly reach: Reach;
  readonly knownLists: KnownLists;
  readonly cards: Cards;
  /** Undefined where no model writes. */
  readonly summaryFor: ReaderSummaries | undefined;
  readonly uploadFile: UploadFile;
  /** The slash command, with its slash. */
  readonly command: string;
  readonly logger: Logger;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: () => number;
  readonly sleep: Sleep;
}

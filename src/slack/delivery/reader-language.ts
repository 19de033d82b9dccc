import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import type { Paper } from '../../papers/paper.ts';
import type { Summaries } from '../../summaries/summaries.ts';
import { causeOf } from './errors.ts';

/** Whoever reads: a person, or all of a channel. */
export type Reader = { readonly user: string } | { readonly channel: string };

/** In English, such as "German". Never rejects: English where Slack does not tell. */
export type ReaderLanguage = (clientOf: () => Promise<WebClient>, reader: Reader) => Promise<string>;

/** People and channels change their language hardly ever; what was not told is asked again when it is forgotten. */
const rememberedMs = 6 * 3_600_000;
const maxRemembered = 2_000;

const english = 'English';
const names = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });

function languageNamed(locale: string | undefined): string {
  try {
    // "de-DE" is German, "pt-BR" and "zh-TW" are not what "pt" and "zh" alone are.
    const { baseName, language } = new Intl.Locale(locale ?? 'en');
    return (/^(?:pt|zh)$/.test(language) ? names.of(baseName) : names.of(language)) ?? english;
  } catch {
    return english;
  }
}

/** @param now milliseconds since 1970-01-01 UTC */
export function createReaderLanguage({
  logger,
  now,
}: {
  readonly logger: Logger;
  readonly now: () => number;
}): ReaderLanguage {
  const remembered = new Map<string, { readonly until: number; readonly language: string }>();

  async function localeOf(clientOf: () => Promise<WebClient>, reader: Reader): Promise<string | undefined> {
    const client = await clientOf();
    if ('user' in reader) return (await client.users.info({ ...reader, include_locale: true })).user?.locale;
    return (await client.conversations.info({ ...reader, include_locale: true })).channel?.locale;
  }

  return async (clientOf, reader) => {
    const id = Object.values(reader).join();
    const known = remembered.get(id);
    if (known !== undefined && now() < known.until) return known.language;
    const locale = await localeOf(clientOf, reader).catch((error: unknown) => {
      logger.info({ ...causeOf(error), reader: id }, 'Language of a reader not known');
      return undefined;
    });
    const language = languageNamed(locale);
    if (remembered.size >= maxRemembered) remembered.clear();
    remembered.set(id, { until: now() + rememberedMs, language });
    return language;
  };
}

/** A paper with what a model of one's own wrote of it for these readers, if that is there within `patienceMs`; never rejects. */
export type ReaderSummaries = (
  paper: Paper,
  reader: Reader & { readonly client: WebClient },
  patienceMs: number,
) => Promise<Paper>;

export function createReaderSummaries(
  summaries: Summaries | undefined,
  languageOf: ReaderLanguage,
): ReaderSummaries | undefined {
  if (summaries === undefined) return undefined;
  return async (paper, { client, ...reader }, patienceMs) => {
    const [told = paper] = await summaries.on([paper], await languageOf(async () => client, reader), patienceMs);
    return told;
  };
}

import { papersWords } from '../digests/digest-words.ts';
import { pausedByHand } from '../digests/digests.ts';
import { dateWords, momentFor, momentWords, topicWords } from '../digests/subscription-words.ts';
import type { SearchState } from '../library/search-state.ts';
import { displayText } from '../papers/display-text.ts';
import { dateForPeople } from '../papers/paper-date.ts';
import type { SourceStatus } from '../sources/status.ts';
import type { StatusReport } from './status-report.ts';

/** Moments are told by the clock in `timeZone`. */

/** How one source is doing: fresh, quiet, closed and broken are told apart. */
export function sourceSentence(status: SourceStatus, timeZone: string): string {
  const { title, freshness, lastSuccess, nextAt } = status;
  const read = lastSuccess === undefined ? 'never' : momentWords(lastSuccess, timeZone);
  const next = momentWords(nextAt, timeZone);
  switch (freshness.kind) {
    case 'not-read':
      return `${title}: not read yet. First try: ${next}.`;
    case 'fresh':
      return `${title}: ${papersWords(freshness.papers)} today. Last read: ${read}. Next: ${next}.`;
    case 'quiet':
      return `${title}: nothing new today so far. Last read: ${read}. Next: ${next}.`;
    case 'closed':
      return `${title}: closed on ${dateWords(freshness.day)}, it brings few papers or none at weekends. Last read: ${read}. Next: ${next}.`;
    case 'broken': {
      const since = momentWords(freshness.since, timeZone);
      return `${title}: not readable since ${since}, newer papers may be missing. ${freshness.reason} Last read: ${read}. Next try: ${next}.`;
    }
    default:
      return freshness satisfies never;
  }
}

/** What a digest says about how fresh its papers are; undefined where no source is read. */
export function freshnessNote(sources: readonly SourceStatus[], timeZone: string): string | undefined {
  const notes = sources.map(({ title, freshness, lastSuccess }) => {
    const asOf = lastSuccess === undefined ? '' : ` as of ${momentWords(lastSuccess, timeZone)}`;
    switch (freshness.kind) {
      case 'not-read':
        return `${title} was not read yet.`;
      case 'fresh':
        return `${title}: ${papersWords(freshness.papers)} today${asOf}.`;
      case 'quiet':
        return `${title}: nothing new today${asOf}.`;
      case 'closed':
        return `${title} is closed on ${dateWords(freshness.day)}, as on every weekend.`;
      case 'broken':
        return `${title} has not been readable since ${momentWords(freshness.since, timeZone)}: newer papers may be missing here.`;
      default:
        return freshness satisfies never;
    }
  });
  return notes.length === 0 ? undefined : notes.join(' ');
}

function libraryLine({ librarySize, newest }: StatusReport): string {
  const size = `${papersWords(librarySize)} in the library`;
  if (newest === undefined) return `${size}.`;
  const date = dateForPeople(newest);
  return `${size}. The newest${date === undefined ? '' : `, of ${date}`}: ${displayText(newest.title)}`;
}

function durationWords(seconds: number): string {
  return seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.round(seconds / 60)} min`;
}

/** Papers in PostgreSQL from which on the signs of vectors, which are all read for each question, take longer than people wait. */
const mostBySigns = 300_000;

function databaseLines({ searchedBy }: SearchState, papers: number): string[] {
  if (searchedBy === 'memory') return [];
  if (searchedBy === 'pgvector') return ['PostgreSQL searches, with pgvector.'];
  const cure = papers > mostBySigns ? ' For so many papers install pgvector and start the bot again.' : '';
  return [`PostgreSQL searches, without pgvector: by the signs of vectors.${cure}`];
}

/** What searches, where that is not this process, and what keeps papers from being found. */
function searchLines(search: SearchState, papers: number): string[] {
  const { absence, missing, secondsLeft, leftOut } = search;
  const left = secondsLeft === undefined ? '' : `, for ${durationWords(secondsLeft)} more`;
  return [
    ...databaseLines(search, papers),
    ...(absence === undefined ? [] : [`Papers are found by their words only. ${absence}`]),
    ...(missing === 0 ? [] : [`${papersWords(missing)} still found by words only${left}.`]),
    ...(leftOut === 0
      ? []
      : [
          `${papersWords(leftOut)} older than those searched, found by id only: there is no room for them in memory. Set DATABASE_URL to a PostgreSQL to search them.`,
        ]),
  ];
}

function summaryLines({ summaries }: StatusReport): string[] {
  if (summaries === undefined) return [];
  const { model, spent, perDay, failure } = summaries;
  const asked = `${model} writes summaries: asked ${spent} of at most ${perDay} times today.`;
  return [failure === undefined ? asked : `${asked} The last time it wrote none: ${failure}`];
}

export interface StatusPlace {
  /** What a channel is called, '' where that goes without saying. */
  readonly nameOf: (channel: string) => string;
  /** Said where there is no digest. */
  readonly noDigest: string;
}

/** The whole report, a line each. */
export function statusLines(report: StatusReport, timeZone: string, { nameOf, noDigest }: StatusPlace): string[] {
  const sources = report.sources.map((status) => sourceSentence(status, timeZone));
  const digests = report.subscriptions.map((subscription) => {
    const about = [nameOf(subscription.channel), topicWords(subscription)].filter((word) => word !== '').join(', ');
    return subscription.paused === undefined
      ? `Next digest: ${momentFor(subscription.nextAt, subscription.timeZone, timeZone)} (${about})`
      : subscription.paused === pausedByHand
        ? `Digest paused${subscription.changedBy === undefined ? '' : ` by ${subscription.changedBy}`}: ${about}`
        : `Paused digest (${about}): ${subscription.paused}`;
  });
  const refusals = report.accessLosses.map(
    ({ since, sentence }) => `No access to Slack since ${momentWords(since, timeZone)}: digests wait. ${sentence}`,
  );
  const { damagedRows } = report;
  const damage =
    damagedRows === 0
      ? []
      : [`${damagedRows === 1 ? 'One row' : `${damagedRows} rows`} of the database cannot be read: see the log.`];
  return [
    ...refusals,
    ...damage,
    libraryLine(report),
    ...searchLines(report.search, report.librarySize),
    ...(sources.length > 0
      ? sources
      : ['No source is read, so the library does not grow by itself. Whoever runs Paperboy names sources in SOURCES.']),
    ...summaryLines(report),
    ...(digests.length > 0 ? digests : [noDigest]),
  ];
}

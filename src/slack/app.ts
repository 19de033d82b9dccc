import type {
  BlockAction,
  BlockButtonAction,
  BlockOverflowAction,
  BlockPlainTextInputAction,
  BlockStaticSelectAction,
} from '@slack/bolt';
import type { Logger } from 'pino';
import type { DigestService, QuestionService, StatusService } from '../compose.ts';
import type { Paperboy } from '../library/open-paperboy.ts';
import type { ReadingService } from '../reading/reading-service.ts';
import type { LookUp } from '../sources/look-up.ts';
import { createTrail, type Trail } from '../status/trail.ts';
import type { PlainWorkspaces } from '../store/plain-workspaces.ts';
import type { Summaries } from '../summaries/summaries.ts';
import { actionIds } from './button-state.ts';
import { createBoltLogger } from './connection/bolt-logger.ts';
import { clientOptionsFor, openApp, type SlackApp } from './connection/open-app.ts';
import type { Transport } from './connection/receiver.ts';
import { createTimedFetch } from './connection/timed-fetch.ts';
import { createKnownLists } from './conversation/known-lists.ts';
import { createAnswerQuestions } from './delivery/answer-questions.ts';
import { createCards } from './delivery/cards.ts';
import { createDigestPost } from './delivery/digest-post.ts';
import type { Sleep } from './delivery/rate-limit.ts';
import { createReaderLanguage } from './delivery/reader-language.ts';
import { createReaderSummaries } from './delivery/reader-summaries.ts';
import { createUploadFile } from './delivery/upload-file.ts';
import { openWorkspaces, type SlackAccess } from './installations/open-workspaces.ts';
import { admitSound } from './intake/admit.ts';
import { followRequests } from './intake/follow-requests.ts';
import { createInbox, takeInBeforeAck } from './intake/inbox.ts';
import { ignoreRepeats } from './intake/repeats.ts';
import { createReportErrors } from './intake/report-errors.ts';
import { createWorkInFlight } from './intake/work-in-flight.ts';
import { callTimeoutMs } from './limits.ts';
import { createShowDigestPaper } from './listeners/actions/digest-paper.ts';
import { createDismiss } from './listeners/actions/dismiss.ts';
import { createEdit } from './listeners/actions/edit-digest.ts';
import { createExportSaved } from './listeners/actions/export-saved.ts';
import { createForgetMe } from './listeners/actions/forget-me.ts';
import { createLinkMenu } from './listeners/actions/link-menu.ts';
import { createManage } from './listeners/actions/manage-digest.ts';
import { createNotRelevant } from './listeners/actions/not-relevant.ts';
import { createShowDetails } from './listeners/actions/paper-details.ts';
import { createPaperMenu } from './listeners/actions/paper-menu.ts';
import { createChangeState } from './listeners/actions/pause-or-resume.ts';
import { createShowPreview } from './listeners/actions/preview-digest.ts';
import { createRefreshPreview } from './listeners/actions/refresh-preview.ts';
import { createRemove } from './listeners/actions/remove-digest.ts';
import { createRunForMe, createRunHere, createRunNow } from './listeners/actions/run-digest-now.ts';
import { createRunRequest } from './listeners/actions/run-request.ts';
import { createRestoreSaved, createSavePaper, createUnsavePaper } from './listeners/actions/save-paper.ts';
import { createSay } from './listeners/actions/say.ts';
import { createSearchAtHome } from './listeners/actions/search-at-home.ts';
import { createOpenForm } from './listeners/actions/set-up-digest.ts';
import { createSharePaper } from './listeners/actions/share-paper.ts';
import { createShowSharedElsewhere } from './listeners/actions/shared-elsewhere.ts';
import { createShowBibtex } from './listeners/actions/show-bibtex.ts';
import { createShowSimilar } from './listeners/actions/similar-papers.ts';
import { createSnooze } from './listeners/actions/snooze-digest.ts';
import { createSubscribeAnyway } from './listeners/actions/subscribe-anyway.ts';
import { createTurnHome } from './listeners/actions/turn-home.ts';
import { createTurnPage } from './listeners/actions/turn-page.ts';
import { createTurnShelf } from './listeners/actions/turn-shelf.ts';
import { createUndoStop } from './listeners/actions/undo-stop.ts';
import { createUnfollow } from './listeners/actions/unfollow.ts';
import { createPapersCommand } from './listeners/commands/papers.ts';
import { createOpenHome } from './listeners/events/app-home-opened.ts';
import { createForgetWorkspace, removalEvents } from './listeners/events/app-removed.ts';
import { createFollowBookmark } from './listeners/events/bookmark.ts';
import { channelEvents, createFollowChannel } from './listeners/events/channel-changes.ts';
import { createShowPreviews } from './listeners/events/link-shared.ts';
import { createAnswerQuestion } from './listeners/events/question.ts';
import { createSuggestPrompts } from './listeners/events/suggest-prompts.ts';
import { createOpenWorkObject } from './listeners/events/work-object-opened.ts';
import { createFindRelated, findRelatedId } from './listeners/shortcuts/find-related.ts';
import { createSaveForm } from './listeners/views/save-digest.ts';
import { createSaveNotRelevant } from './listeners/views/save-not-relevant.ts';
import { createSaveSnooze } from './listeners/views/save-snooze.ts';
import { createSearchAgain } from './listeners/views/search-again.ts';
import { notRelevantViewId } from './messages/not-relevant-view.ts';
import { searchField, searchViewId } from './messages/search-view.ts';
import { snoozeViewId } from './messages/snooze-view.ts';
import { subscriptionViewId } from './messages/subscription-view.ts';
import { createReach } from './reach.ts';
import { createHome } from './requests/home.ts';

export interface SlackAppOptions {
  readonly paperboy: Paperboy;
  readonly digests: DigestService;
  readonly reading: ReadingService;
  readonly status: StatusService;
  readonly questions: QuestionService;
  readonly transport: Transport;
  readonly access: SlackAccess;
  /** With a slash at the end. */
  readonly slackApiUrl: string;
  /** Port of the health routes and, in HTTP mode, of Slack's requests; undefined: none in Socket Mode. */
  readonly port: number | undefined;
  /** Who reaches the figures, see METRICS_HOST; by default this machine alone. */
  readonly metricsHost?: string;
  /** The slash command, with its slash. */
  readonly command: string;
  /** Papers under links come with Slack's Work Objects, which the app's settings must allow. */
  readonly showsWorkObjects?: boolean;
  readonly logger: Logger;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: () => number;
  readonly sleep: Sleep;
  /** Names the request that a line of the log comes of. */
  readonly trail?: Trail;
  /** How long Slack may take for an answer to one call, in milliseconds. */
  readonly timeoutMs?: number;
  /** Where papers are sought that the library does not hold; by default nowhere. */
  readonly lookUp?: LookUp;
  /** Two sentences a paper by a language model; by default nobody writes any. */
  readonly summaries?: Summaries | undefined;
  /** Remembers where Slack takes no cards; by default nobody is shown any. */
  readonly plainWorkspaces?: PlainWorkspaces | undefined;
}

/** A button that stands on several cards of one block has a number behind its id. */
const onCards = (actionId: string): RegExp => new RegExp(`^${actionId}(?:_\\d+)?$`);

export function createSlackApp(options: SlackAppOptions): SlackApp {
  const { paperboy, digests, reading, status, slackApiUrl, command, logger, now, sleep } = options;
  const work = createWorkInFlight();
  const { timeoutMs = callTimeoutMs } = options;
  const { figures } = status;
  const { trail = createTrail(), showsWorkObjects = false } = options;
  const clientOptions = () => ({
    ...clientOptionsFor(slackApiUrl, timeoutMs, figures.called),
    logger: createBoltLogger(logger),
  });
  const workspaces = openWorkspaces(options.access, { slackApiUrl, clientOptions, logger, now, sleep });
  const { app, run } = openApp({ ...options, ...{ workspaces, clientOptions, monitoring: status.monitoring } });
  const { clientOf } = workspaces;
  const cards = createCards({ plainWorkspaces: options.plainWorkspaces, logger, now });
  const languageOf = createReaderLanguage({ logger, now });
  const post = createDigestPost({ workspaces, command, logger, sleep, languageOf, cards });
  const worker = digests.workerFor(post);
  const { lookUp = async () => ({ kind: 'off' }) } = options;
  const knownLists = createKnownLists({
    ...{ postedDigest: digests.digests.postedAs, shownLists: options.questions.shownLists, logger, now },
  });
  const dependencies = {
    paperboy,
    lookUp,
    digests,
    reading,
    home: createHome({ paperboy, digests, reading, logger }),
    reach: createReach({ digests: digests.digests, secret: workspaces.secret }),
    status,
    command,
    logger,
    now,
    sleep,
    knownLists,
    cards,
    summaryFor: createReaderSummaries(options.summaries, languageOf),
  };
  const uploadFile = createUploadFile({ timedFetch: createTimedFetch(timeoutMs), slackApiUrl, logger, sleep });
  const { questions } = options.questions;
  const answers = createAnswerQuestions({ ...dependencies, clientOf, questions, access: digests.accessOf(post) });
  const recovery = options.questions.pollingOf(answers.recover);
  takeInBeforeAck(app, createInbox({ questions, logger, now }), now);
  ignoreRepeats(app, now);
  admitSound(app, logger);
  followRequests(app, { trail, figures, logger });
  const answer = createAnswerQuestion(answers);
  app.use(work.middleware);
  app.use(createReportErrors({ logger, sleep }));

  app.command(command, createPapersCommand(dependencies));
  const followBookmark = createFollowBookmark(dependencies);
  app.event('app_mention', answer);
  app.event('message', answer);
  app.event('app_home_opened', createSuggestPrompts(dependencies));
  app.event('link_shared', createShowPreviews({ ...dependencies, links: reading.links, showsWorkObjects }));
  app.event('entity_details_requested', createOpenWorkObject(dependencies));
  app.event('app_home_opened', createOpenHome(dependencies));
  app.event('reaction_added', followBookmark);
  app.event('reaction_removed', followBookmark);
  for (const event of removalEvents) app.event(event, createForgetWorkspace({ ...workspaces, reading, logger }));
  for (const event of channelEvents) app.event(event, createFollowChannel(dependencies));
  app.shortcut({ callback_id: findRelatedId, type: 'message_action' }, createFindRelated(dependencies));
  app.action<BlockButtonAction>(onCards(actionIds.details), createShowDetails(dependencies));
  app.action<BlockButtonAction>(onCards(actionIds.similar), createShowSimilar(dependencies));
  app.action<BlockButtonAction>(actionIds.bibtex, createShowBibtex(dependencies));
  app.action<BlockButtonAction>(actionIds.sharedElsewhere, createShowSharedElsewhere(dependencies));
  app.action<BlockOverflowAction>(actionIds.linkMenu, createLinkMenu(dependencies));
  app.action<BlockButtonAction>(onCards(actionIds.share), createSharePaper(dependencies));
  app.action<BlockButtonAction>(onCards(actionIds.save), createSavePaper(dependencies));
  app.action<BlockButtonAction>(actionIds.unsave, createUnsavePaper(dependencies));
  app.action<BlockButtonAction>(actionIds.restoreSaved, createRestoreSaved(dependencies));
  app.action<BlockButtonAction>(new RegExp(`^${actionIds.shelf}_\\d+$`), createTurnShelf(dependencies));
  app.action<BlockButtonAction>(new RegExp(`^${actionIds.say}_\\d+$`), createSay(answers));
  app.action<BlockButtonAction>(new RegExp(`^${actionIds.run}_\\d+$`), createRunRequest(dependencies));
  app.action<BlockButtonAction>(actionIds.exportSaved, createExportSaved({ ...dependencies, uploadFile }));
  app.action<BlockPlainTextInputAction>(searchField, createSearchAtHome(dependencies));
  app.action<BlockButtonAction>(actionIds.homeSearch, createSearchAtHome(dependencies));
  app.action<BlockButtonAction>(new RegExp(`^${actionIds.homePage}_\\d+$`), createTurnHome(dependencies));
  app.view(searchViewId, createSearchAgain(dependencies));
  app.action<BlockButtonAction>(actionIds.forgetMe, createForgetMe(dependencies));
  app.action<BlockButtonAction>(actionIds.unfollow, createUnfollow(dependencies));
  app.action<BlockOverflowAction>(actionIds.paperMenu, createPaperMenu(dependencies));
  app.action<BlockButtonAction>(new RegExp(`^${actionIds.list}_\\d+$`), createTurnPage(dependencies));
  app.action<BlockButtonAction>(actionIds.more, createTurnPage(dependencies));
  app.action<BlockButtonAction>(actionIds.previous, createTurnPage(dependencies));
  app.action<BlockStaticSelectAction>(actionIds.digestPaper, createShowDigestPaper(dependencies));
  app.action<BlockStaticSelectAction>(actionIds.digestDetails, createShowDetails(dependencies));
  app.action<BlockStaticSelectAction>(actionIds.digestSimilar, createShowSimilar(dependencies));
  app.action<BlockStaticSelectAction>(actionIds.digestNotRelevant, createNotRelevant(dependencies));
  app.action<BlockButtonAction>(actionIds.notRelevant, createNotRelevant(dependencies));
  app.view(notRelevantViewId, createSaveNotRelevant(dependencies));
  app.action<BlockButtonAction>(actionIds.subscribeForm, createOpenForm(dependencies));
  app.action<BlockButtonAction>(actionIds.subscribeAnyway, createSubscribeAnyway(dependencies));
  app.action<BlockButtonAction>(actionIds.pause, createChangeState(dependencies, 'paused'));
  app.action<BlockButtonAction>(actionIds.resume, createChangeState(dependencies, 'resumed'));
  app.action<BlockButtonAction>(actionIds.edit, createEdit(dependencies));
  app.action<BlockButtonAction>(actionIds.preview, createShowPreview(dependencies));
  app.action<BlockButtonAction>(actionIds.manage, createManage(dependencies));
  app.action<BlockButtonAction>(actionIds.runNow, createRunNow(dependencies));
  app.action<BlockButtonAction>(actionIds.runHere, createRunHere(dependencies));
  app.action<BlockButtonAction>(actionIds.runForMe, createRunForMe(dependencies));
  app.action<BlockButtonAction>(actionIds.dismiss, createDismiss(dependencies));
  app.action<BlockButtonAction>(actionIds.remove, createRemove(dependencies));
  app.action<BlockButtonAction>(actionIds.restore, createUndoStop(dependencies));
  app.action<BlockButtonAction>(actionIds.snooze, createSnooze(dependencies));
  app.view(snoozeViewId, createSaveSnooze(dependencies));
  app.action<BlockAction>(
    /^subscription_(?:topics|exclusions|fewer_like|saved_like|size|quiet|time|rhythm|day|days|details|where)$/,
    createRefreshPreview(dependencies),
  );
  app.view(subscriptionViewId, createSaveForm(dependencies));
  // Errors of listeners end in createReportErrors; what comes here could not be dispatched at all.
  app.error(async ({ error }: { readonly error: Error }) =>
    logger.error({ err: error }, 'Delivery from Slack could not be handled'),
  );

  return run([worker, recovery], work);
}

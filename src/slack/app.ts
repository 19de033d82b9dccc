import type { BlockButtonAction } from '@slack/bolt';
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
import { createReaderLanguage, createReaderSummaries } from './delivery/reader-language.ts';
import { createUploadFile } from './delivery/upload-file.ts';
import type { Dependencies } from './dependencies.ts';
import { openWorkspaces, type SlackAccess } from './installations/open-workspaces.ts';
import { admitSound } from './intake/admit.ts';
import { followRequests } from './intake/follow-requests.ts';
import { createInbox, takeInBeforeAck } from './intake/inbox.ts';
import { ignoreRepeats } from './intake/repeats.ts';
import { createReportErrors } from './intake/report-errors.ts';
import { answerInTurns } from './intake/turns.ts';
import { createWorkInFlight } from './intake/work-in-flight.ts';
import { callTimeoutMs } from './limits.ts';
import { showDigestPaper } from './listeners/actions/digest-paper.ts';
import { dismiss } from './listeners/actions/dismiss.ts';
import { editDigest } from './listeners/actions/edit-digest.ts';
import { sendSaved } from './listeners/actions/export-saved.ts';
import { forgetMe } from './listeners/actions/forget-me.ts';
import { manageDigest } from './listeners/actions/manage-digest.ts';
import { openNotRelevant } from './listeners/actions/not-relevant.ts';
import { createShowDetails } from './listeners/actions/paper-details.ts';
import { createLinkMenu, createPaperMenu } from './listeners/actions/paper-menu.ts';
import { pauseDigest, resumeDigest } from './listeners/actions/pause-or-resume.ts';
import type { OnPress } from './listeners/actions/press.ts';
import { previewDigest } from './listeners/actions/preview-digest.ts';
import { refreshPreview } from './listeners/actions/refresh-preview.ts';
import { removeDigest, restoreDigest } from './listeners/actions/remove-digest.ts';
import { runForMe, runHere, runNow } from './listeners/actions/run-digest-now.ts';
import { runRequest } from './listeners/actions/run-request.ts';
import { restorePaper, savePressed, unsavePaper } from './listeners/actions/save-paper.ts';
import { createSay } from './listeners/actions/say.ts';
import { searchAtHome } from './listeners/actions/search-at-home.ts';
import { sharePaper } from './listeners/actions/share-paper.ts';
import { createShowSharedElsewhere } from './listeners/actions/shared-elsewhere.ts';
import { showBibtex } from './listeners/actions/show-bibtex.ts';
import { snoozePressed } from './listeners/actions/snooze-digest.ts';
import { openDigestForm, subscribeAnyway } from './listeners/actions/subscribe-anyway.ts';
import { turnHome } from './listeners/actions/turn-home.ts';
import { showSimilar, turnPage, turnShelf } from './listeners/actions/turn-page.ts';
import { stopFollowing } from './listeners/actions/unfollow.ts';
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
import { saveDigest } from './listeners/views/save-digest.ts';
import { saveNotRelevant } from './listeners/views/save-not-relevant.ts';
import { saveSnooze } from './listeners/views/save-snooze.ts';
import { searchAgain } from './listeners/views/search-again.ts';
import type { OnSubmit } from './listeners/views/submission.ts';
import { notRelevantViewId } from './messages/not-relevant-view.ts';
import { searchField, searchViewId } from './messages/search-view.ts';
import { snoozeViewId } from './messages/snooze-view.ts';
import { subscriptionViewId } from './messages/subscription-view.ts';
import { createReach } from './reach.ts';
import { createHome } from './requests/home.ts';
import { createSharedElsewhere } from './requests/shared-elsewhere.ts';

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
/** One of several in a block always has. */
const numbered = (actionId: string): RegExp => new RegExp(`^${actionId}_\\d+$`);

/** The fields of the window for a digest that change its preview. */
const previewed =
  /^subscription_(?:topics|exclusions|fewer_like|saved_like|size|quiet|time|rhythm|day|days|details|where)$/;

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
  const dependencies: Dependencies = {
    ...{ paperboy, lookUp, digests, reading, status, command, cards, logger, now, sleep },
    home: createHome({ paperboy, digests, reading, logger }),
    reach: createReach({ digests: digests.digests, secret: workspaces.secret }),
    knownLists: createKnownLists({
      ...{ postedDigest: digests.digests.postedAs, shownLists: options.questions.shownLists, logger, now },
    }),
    summaryFor: createReaderSummaries(options.summaries, languageOf),
    uploadFile: createUploadFile({ timedFetch: createTimedFetch(timeoutMs), slackApiUrl, logger, sleep }),
  };
  const { questions } = options.questions;
  const { links } = reading;
  const elsewhere = createSharedElsewhere({ logger, sleep }, links);
  const answers = createAnswerQuestions({ ...dependencies, clientOf, questions, access: digests.accessOf(post) });
  const recovery = options.questions.pollingOf(answers.recover);
  answerInTurns(app);
  takeInBeforeAck(app, createInbox({ questions, logger, now }), now);
  ignoreRepeats(app, now);
  admitSound(app, logger);
  followRequests(app, { trail, figures, logger });
  app.use(work.middleware);
  app.use(createReportErrors({ logger, sleep }));

  app.command(command, createPapersCommand(dependencies));
  app.shortcut({ callback_id: findRelatedId, type: 'message_action' }, createFindRelated(dependencies));

  const answer = createAnswerQuestion(answers);
  const followBookmark = createFollowBookmark(dependencies);
  app.event('app_mention', answer);
  app.event('message', answer);
  app.event('app_home_opened', createSuggestPrompts(dependencies));
  app.event('app_home_opened', createOpenHome(dependencies));
  app.event('link_shared', createShowPreviews({ ...dependencies, links, elsewhere, showsWorkObjects }));
  app.event('entity_details_requested', createOpenWorkObject(dependencies));
  app.event('reaction_added', followBookmark);
  app.event('reaction_removed', followBookmark);
  for (const event of removalEvents) app.event(event, createForgetWorkspace({ ...workspaces, reading, logger }));
  for (const event of channelEvents) app.event(event, createFollowChannel(dependencies));

  const showDetails = createShowDetails();
  const presses: readonly (readonly [actionId: string | RegExp, OnPress])[] = [
    // A paper.
    [onCards(actionIds.details), showDetails],
    [onCards(actionIds.similar), showSimilar],
    [actionIds.bibtex, showBibtex],
    [actionIds.sharedElsewhere, createShowSharedElsewhere(elsewhere)],
    [actionIds.paperMenu, createPaperMenu(showDetails)],
    [actionIds.linkMenu, createLinkMenu(showDetails)],
    [onCards(actionIds.share), sharePaper],
    [onCards(actionIds.save), savePressed],
    [actionIds.unsave, unsavePaper],
    [actionIds.restoreSaved, restorePaper],
    // A list.
    [numbered(actionIds.list), turnPage],
    [actionIds.more, turnPage],
    [actionIds.previous, turnPage],
    [numbered(actionIds.shelf), turnShelf],
    [actionIds.exportSaved, sendSaved],
    // Words of a person.
    [numbered(actionIds.say), createSay(answers)],
    [numbered(actionIds.run), runRequest],
    [searchField, searchAtHome],
    [actionIds.homeSearch, searchAtHome],
    [numbered(actionIds.homePage), turnHome],
    // What a person keeps.
    [actionIds.forgetMe, forgetMe],
    [actionIds.unfollow, stopFollowing],
    // A paper of a digest.
    [actionIds.digestPaper, showDigestPaper],
    [actionIds.digestDetails, showDetails],
    [actionIds.digestSimilar, showSimilar],
    [actionIds.digestNotRelevant, openNotRelevant],
    [actionIds.notRelevant, openNotRelevant],
    // A digest.
    [actionIds.subscribeForm, openDigestForm],
    [actionIds.subscribeAnyway, subscribeAnyway],
    [previewed, refreshPreview],
    [actionIds.pause, pauseDigest],
    [actionIds.resume, resumeDigest],
    [actionIds.edit, editDigest],
    [actionIds.preview, previewDigest],
    [actionIds.manage, manageDigest],
    [actionIds.runNow, runNow],
    [actionIds.runHere, runHere],
    [actionIds.runForMe, runForMe],
    [actionIds.dismiss, dismiss],
    [actionIds.remove, removeDigest],
    [actionIds.restore, restoreDigest],
    [actionIds.snooze, snoozePressed],
  ];
  for (const [actionId, onPress] of presses)
    app.action<BlockButtonAction>(actionId, async (press) => {
      await press.ack(); // First: Slack marks the button after 3 s.
      await onPress(press, dependencies);
    });

  const windows: readonly (readonly [callbackId: string, OnSubmit])[] = [
    [searchViewId, searchAgain],
    [notRelevantViewId, saveNotRelevant],
    [snoozeViewId, saveSnooze],
    [subscriptionViewId, saveDigest],
  ];
  for (const [callbackId, onSubmit] of windows)
    app.view(callbackId, (submission) => onSubmit(submission, dependencies));

  // Errors of listeners end in createReportErrors; what comes here could not be dispatched at all.
  app.error(async ({ error }: { readonly error: Error }) =>
    logger.error({ err: error }, 'Delivery from Slack could not be handled'),
  );

  return run([worker, recovery], work);
}

import type { AccessWatch } from '../../digests/access.ts';
import type { PostOutcome } from '../../digests/digest-post.ts';
import type { HeldQuestion, Question, Questions } from '../../store/questions.ts';
import { answerEvent, payloadOf } from '../conversation/posted-metadata.ts';
import { type OpenQuestion, questionLeaseMs } from '../intake/inbox.ts';
import { apologyFor } from '../intake/report-errors.ts';
import { longestRateLimitSeconds } from '../limits.ts';
import { type Message, notice, noUnfurl } from '../messages/message.ts';
import type { Reply } from '../requests/answer-papers.ts';
import { causeOf, sentenceFor, troubleOf, UnconfirmedError } from './errors.ts';
import { createOwnAnswers, settleMs } from './find-answer.ts';
import { postOutcomeOf } from './outcomes.ts';
import { createPatience } from './patience.ts';
import { inBestForm } from './plain-form.ts';
import { createPostUnkept } from './post-unkept.ts';
import { waitingForRateLimit } from './rate-limit.ts';
import { createReplyToQuestion, type ReplyDependencies, threadOf } from './reply-to-question.ts';
import { takeBack } from './take-back.ts';
import { tellPerson } from './tell-person.ts';

/** Before another try where Slack is in trouble or refuses the bot. */
const pauseMs = 15_000;
/** While another process still finishes a question that this one answered as well. */
const copyCheckMs = 2_000;
const copyChecks = 30;
/** Questions of a process that died which are answered at once. */
const maxRecovered = 8;

export interface QuestionDependencies extends ReplyDependencies {
  readonly questions: Questions;
  readonly access: AccessWatch;
}

/** Another process took over. */
class LeaseLostError extends Error {
  override readonly name = 'LeaseLostError';
}

export type AnswerQuestions = ReturnType<typeof createAnswerQuestions>;

/**
 * Answers questions so that each answer stands once. As for digests a request is put on record before it leaves; after one whose fate
 * is unclear the thread is searched before another leaves, and where it may not be read there is no other.
 */
export function createAnswerQuestions(dependencies: QuestionDependencies) {
  const { clientOf, questions, access, knownLists, cards, logger, now, sleep } = dependencies;
  const replyToQuestion = createReplyToQuestion(dependencies);

  const ownAnswers = createOwnAnswers({ clientOf, logger, sleep });

  /**
   * Whether a process has answered it that could not tell the store, being cut off from it, or died before it could. Where Slack does not
   * tell, two answers are better than none.
   */
  async function isAnswered(open: OpenQuestion): Promise<boolean> {
    const found = await ownAnswers.findPatiently(open.question);
    if (found.kind === 'found' && open.kept !== undefined) await questions.finish(open.kept, now(), found.ts);
    return found.kind === 'found';
  }

  /** Posts under way, by conversation: people read an answer, and may go on with it, before the bot hears that it was posted. */
  const underWay = new Map<string, Promise<string>>();
  const conversationOf = ({ channel, isDirect, ts, thread = ts }: Question): string =>
    isDirect ? channel : `${channel} ${thread}`;

  async function post(open: OpenQuestion, reply: Reply): Promise<string> {
    const conversation = conversationOf(open.question);
    const posting = postNow(open, reply);
    underWay.set(conversation, posting);
    try {
      return await posting;
    } finally {
      if (underWay.get(conversation) === posting) underWay.delete(conversation);
    }
  }

  async function postNow(
    { question, kept }: OpenQuestion,
    { message, posted, postedWithCards }: Reply,
  ): Promise<string> {
    const { id, channel, team } = question;
    const known = { question: id, ...(kept === undefined && { isKept: false }) };
    const thread = threadOf(question);
    const client = await clientOf(team);
    const { ts, shown } = await waitingForRateLimit(async () => {
      if (kept !== undefined && !(await questions.markPosting(kept, now(), questionLeaseMs)))
        throw new LeaseLostError('Another process answers this question.');
      return inBestForm(message, { cards: cards(team), logger, sleep }, async (content, form) => {
        const shown = form === 'cards' ? (postedWithCards ?? posted) : posted;
        const { ts } = await client.chat.postMessage({
          ...{ channel, ...(thread !== undefined && { thread_ts: thread }), ...content, ...noUnfurl },
          metadata: { event_type: answerEvent, event_payload: { ...(shown && payloadOf(shown)), ...known } },
        });
        return { ts, shown };
      });
    }, sleep);
    if (ts === undefined) throw new UnconfirmedError('Slack took the message without saying where it stands.');
    if (shown !== undefined) knownLists.remember({ team, channel, thread, user: undefined, ts, posted: shown });
    return ts;
  }

  /** Another process took over while this one posted: only the answer on record stays. */
  async function removeCopy({ id, team, channel }: Question, ts: string): Promise<void> {
    for (let check = 0; check < copyChecks; check += 1) {
      const recorded = await questions.answerOf(id);
      if (recorded === ts) return;
      if (recorded !== undefined) return takeBack(clientOf, { team, channel, ts }, { logger, sleep });
      await sleep(copyCheckMs);
    }
    logger.error({ channel, ts }, 'An answer may stand twice');
  }

  const waitedEnough = createPatience();

  /** Slack did not take the answer, or did not say: it comes later, or stands. False: never here, and the person must have it otherwise. */
  async function comesLater(kept: HeldQuestion, outcome: PostOutcome): Promise<boolean> {
    switch (outcome.kind) {
      case 'rate-limited':
        // Nobody sits out a long wait in a chat, or one wait after another.
        if (outcome.retryAfterMs >= longestRateLimitSeconds * 1_000 || waitedEnough(kept.question.id)) return false;
        await questions.release(kept, now() + outcome.retryAfterMs);
        return true;
      case 'no-access':
        await access.lost(kept.question.team, outcome);
        await questions.release(kept, now() + pauseMs);
        return true;
      case 'unclear':
        if (kept.postingSince === undefined) {
          await questions.leaveUnclear(kept, now() + settleMs);
          return true;
        }
        // Once is bad luck; a place where nothing is ever confirmed is given up, unless it stands there all the same.
        await sleep(settleMs);
        return isAnswered({ question: kept.question, kept });
      case 'refused':
        if (outcome.until !== 'it passes' || waitedEnough(kept.question.id)) return false;
        await questions.release(kept, now() + pauseMs);
        return true;
      case 'sent':
      case 'no-thread':
        return false;
      default:
        return outcome satisfies never;
    }
  }

  /** By a way that is open where Slack takes nothing in the place asked. @throws when none is */
  function answerAside(question: Question, { message }: Reply, refusal: unknown): Promise<void> {
    const { text, blocks } = notice(`I could not answer where you asked. ${sentenceFor(refusal)}`);
    return tellAsker(question, { text: `${text} ${message.text}`, blocks: [...blocks, ...message.blocks] });
  }

  async function postKept(kept: HeldQuestion, reply: Reply): Promise<void> {
    const { question } = kept;
    const { channel } = question;
    let ts: string;
    try {
      ts = await post({ question, kept }, reply);
    } catch (error) {
      if (error instanceof LeaseLostError) return;
      const outcome = postOutcomeOf(error);
      logger.warn({ err: error, ...causeOf(error), channel, outcome: outcome.kind }, 'Answer not posted');
      if (await comesLater(kept, outcome)) return;
      await settleAside(kept, () => answerAside(question, reply, error));
      return;
    }
    if (!(await questions.finish(kept, now(), ts))) await removeCopy(question, ts);
    await access.back(question.team);
  }

  const postUnkept = createPostUnkept({ post, answerAside, ownAnswers, sleep });

  function apologise(question: Question, error: unknown): Promise<void> {
    return tellAsker(question, apologyFor(error, { logger, channel: question.channel }), { isPublic: true });
  }

  /** Settles a question by other ways than a message in its place; where Slack is in trouble it stays open. */
  async function settleAside(kept: HeldQuestion, tell: () => Promise<void>): Promise<void> {
    const { channel } = kept.question;
    try {
      await tell();
    } catch (err) {
      const isPassing = troubleOf(err)?.again === 'later';
      logger.error({ err, ...causeOf(err), channel }, 'No way to answer is open');
      if (isPassing) {
        await questions.leaveUnclear(kept, now() + pauseMs);
        return;
      }
    }
    await questions.finish(kept, now(), undefined);
  }

  /** Whether the answer surely does not stand in Slack; what else there is to do is done. */
  async function isSurelyAbsent(kept: HeldQuestion): Promise<boolean> {
    if (kept.postingSince === undefined) return true;
    const found = await ownAnswers.find(kept.question, kept.postingSince);
    switch (found.kind) {
      case 'absent':
        return true;
      case 'found':
        await questions.finish(kept, now(), found.ts);
        return false;
      case 'later':
        await questions.leaveUnclear(kept, now() + (found.retryAfterMs ?? pauseMs));
        return false;
      case 'no-access':
        await access.lost(kept.question.team, found);
        await questions.leaveUnclear(kept, now() + pauseMs);
        return false;
      case 'unreadable':
        await settleAside(kept, () => apologise(kept.question, new UnconfirmedError(found.sentence)));
        return false;
      default:
        return found satisfies never;
    }
  }

  async function replyTo(question: Question, before?: string): Promise<Reply | undefined> {
    await underWay.get(conversationOf(question))?.catch(() => undefined);
    return replyToQuestion(question, before);
  }

  async function replyOrApology(question: Question): Promise<Reply | undefined> {
    try {
      return await replyTo(question);
    } catch (error) {
      return { message: apologyFor(error, { logger, channel: question.channel }) };
    }
  }

  async function tellAsker(question: Question, message: Message, { isPublic = false } = {}): Promise<void> {
    const { team, channel, user } = question;
    const client = await clientOf(team);
    return tellPerson({ client, channel, user, thread: threadOf(question), isPublic, sleep, logger }, message);
  }

  async function answerKept(kept: HeldQuestion): Promise<void> {
    const { question } = kept;
    try {
      if (!(await isSurelyAbsent(kept))) return;
      const reply = await replyOrApology(question);
      if (reply === undefined) {
        await questions.finish(kept, now(), undefined);
        return;
      }
      if (reply.isPrivate === true && !question.isDirect) {
        await tellAsker(question, reply.message);
        await questions.finish(kept, now(), undefined);
        return;
      }
      await postKept(kept, reply);
    } catch (err) {
      // The lease runs out, and whoever claims the question next goes on from what is on record.
      logger.error({ err, channel: question.channel }, 'Answer interrupted');
    }
  }

  async function recoverOne(kept: HeldQuestion): Promise<void> {
    if (kept.postingSince === undefined && (await isAnswered({ question: kept.question, kept }))) return;
    await answerKept(kept);
  }

  return {
    /** Answers in the place of the question, see threadOf. @throws only where nobody keeps the question */
    async answer(open: OpenQuestion): Promise<void> {
      if ((open.kept === undefined || open.isRedelivered === true) && (await isAnswered(open))) return;
      if (open.kept !== undefined) return answerKept(open.kept);
      const reply = await replyTo(open.question, open.before);
      if (reply === undefined) return;
      if (reply.isPrivate === true && !open.question.isDirect) return tellAsker(open.question, reply.message);
      await postUnkept(open, reply);
    },
    /** Answers those that another process was about to answer. */
    async recover(): Promise<void> {
      for (const id of await questions.forgetOld(now()))
        logger.error({ question: id }, 'A question was not answered in time');
      const held = await questions.claim({ now: now(), limit: maxRecovered, leaseMs: questionLeaseMs });
      await Promise.all(held.map(recoverOne));
    },
  };
}

import { saysAll } from '../../digests/topics.ts';
import { defaultWishes, maxSize, readWishes } from '../../digests/wishes.ts';
import { parseQuestion } from '../../search/question.ts';
import { textWithout } from '../../search/question-text.ts';
import type { Lookup } from '../conversation/known-lists.ts';
import type { WindowTrigger } from '../delivery/windows.ts';
import type { Dependencies } from '../dependencies.ts';
import { statusMessage } from '../messages/status-message.ts';
import { checkWishesMessage, formButtonMessage, wrongWishesMessage } from '../messages/subscription-notices.ts';
import { listDigests } from './answer-named-digest.ts';
import type { Reply } from './answer-papers.ts';
import type { NamedAsker } from './asked.ts';
import { timeZoneOf } from './people.ts';
import type { DigestRequest, NamedDigestRequest } from './request.ts';
import { openForm, proposeDigest, setUpDigest } from './set-up-digest.ts';

/** Where somebody asks about digests. */
interface Around {
  /** Finds the list above. */
  readonly find: () => Promise<Lookup>;
  /** Opens a window; undefined for what was said in a message. */
  readonly trigger: WindowTrigger | undefined;
}

/** Points at the list above: "subscribe to this". */
const pointing = /^(?:like )?(?:this|that|it|these|those|them)(?: (?:list|search|question|topic|subject|one)s?)?$/i;

/** What a list is about, as topics of a digest; undefined where no words say it. */
function topicsOf(lookup: Lookup, now: number): string | undefined {
  const list = lookup.kind === 'found' ? lookup.known.list?.list : undefined;
  if (list?.kind === 'digest') return list.topics.join(', ') || undefined;
  if (list?.kind !== 'question') return undefined;
  const question = parseQuestion(list.text, now);
  return textWithout(question, [`sort:${question.sort}`, `top:${question.top}`]);
}

/** Undefined when the window was opened, so that somebody looks at what was understood. */
async function subscribeAtOnce(
  dependencies: Dependencies,
  asker: NamedAsker,
  { text, place = 'here', isSaid }: Extract<DigestRequest, { kind: 'subscribe' }>,
  { find, trigger }: Around,
): Promise<Reply | undefined> {
  const { command, logger, now } = dependencies;
  const defaults = { ...defaultWishes, timeZone: await timeZoneOf(asker.client, asker.user, logger) };
  const read = (line: string) => readWishes(line, defaults, now());
  const asWritten = read(text);
  const pointed = asWritten.wishes.topics.find((topic) => pointing.test(topic));
  const above = pointed === undefined ? undefined : topicsOf(await find(), now());
  const line = above === undefined ? text : text.replace(new RegExp(`\\b${pointed}\\b`), () => above);
  const { wishes, problems, doubts } = above === undefined ? asWritten : read(line);
  const size = wishes.size >= 1 && wishes.size <= maxSize ? wishes.size : defaults.size;
  const understood = { wishes: { ...wishes, size }, doubts, problems, place };
  const lacks = (wishes.topics.length === 0 && !saysAll.test(text)) || place === 'other';
  if (problems.length + doubts.length === 0 && !lacks)
    return isSaid === true || line !== text
      ? { message: await proposeDigest(dependencies, asker, understood), isPrivate: true }
      : { message: (await setUpDigest(dependencies, asker, understood)).message };
  if (trigger === undefined) {
    const wrong = problems.length > 0;
    return { message: wrong ? wrongWishesMessage(problems, command, understood) : checkWishesMessage(understood) };
  }
  await openForm(dependencies, asker, trigger, understood);
  return undefined;
}

/** Answers what somebody asks about digests; undefined when a window was opened instead. */
export async function answerAboutDigests(
  request: Exclude<DigestRequest, NamedDigestRequest>,
  dependencies: Dependencies,
  asker: NamedAsker,
  around: Around,
): Promise<Reply | undefined> {
  if (request.kind === 'subscribe') {
    const { trigger } = around;
    if (request.text !== '' || request.place !== undefined)
      return subscribeAtOnce(dependencies, asker, request, around);
    if (trigger === undefined) return { message: formButtonMessage() };
    await openForm(dependencies, asker, trigger);
    return undefined;
  }
  if (request.kind === 'status') {
    const { team, channel, user } = asker;
    // As App Home shows them: wherever they post.
    const report = await dependencies.status.report(channel === '' ? { team, createdBy: user } : { team, channel });
    const reader = await timeZoneOf(asker.client, user, dependencies.logger);
    return { message: statusMessage(report, reader, channel === '' ? 'home' : 'here') };
  }
  return { message: await listDigests(dependencies, asker) };
}

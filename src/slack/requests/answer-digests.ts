import { defaultWishes, maxSize, readWishes } from '../../digests/wishes.ts';
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

/** Somebody who says so wants all papers; who names nothing may have forgotten what about. */
const saysAll = /\b(?:all|everything|anything|(?:new|any|every) papers?)\b/i;

/** Undefined when the window was opened, so that somebody looks at what was understood. */
async function subscribeAtOnce(
  dependencies: Dependencies,
  asker: NamedAsker,
  { text, place = 'here', isSaid }: Extract<DigestRequest, { kind: 'subscribe' }>,
  trigger: WindowTrigger | undefined,
): Promise<Reply | undefined> {
  const { command, logger, now } = dependencies;
  const defaults = { ...defaultWishes, timeZone: await timeZoneOf(asker.client, asker.user, logger) };
  const { wishes, problems, doubts } = readWishes(text, defaults, now());
  const size = wishes.size >= 1 && wishes.size <= maxSize ? wishes.size : defaults.size;
  const understood = { wishes: { ...wishes, size }, doubts, problems, place };
  const lacks = (wishes.topics.length === 0 && !saysAll.test(text)) || place === 'other';
  if (problems.length + doubts.length === 0 && !lacks)
    return isSaid === true
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
  trigger?: WindowTrigger,
): Promise<Reply | undefined> {
  if (request.kind === 'subscribe') {
    if (request.text !== '' || request.place !== undefined)
      return subscribeAtOnce(dependencies, asker, request, trigger);
    if (trigger === undefined) return { message: formButtonMessage() };
    await openForm(dependencies, asker, trigger);
    return undefined;
  }
  if (request.kind === 'status') {
    const report = await dependencies.status.report({ team: asker.team, channel: asker.channel });
    return { message: statusMessage(report, await timeZoneOf(asker.client, asker.user, dependencies.logger)) };
  }
  return { message: await listDigests(dependencies, asker) };
}

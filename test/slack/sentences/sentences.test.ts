// Loaded before Slack's three seconds run: on a busy machine it holds up the stand-in, which lives in the same process.
import 'eld/extrasmall';
import { expect, test } from 'vitest';
import type { DigestPart } from '../../../src/digests/digest-post.ts';
import { defaultWishes } from '../../../src/digests/wishes.ts';
import { toldInLanguage } from '../../../src/search/foreign.ts';
import { meaningOf } from '../../../src/slack/delivery/slack-codes.ts';
import { comparisonMessage } from '../../../src/slack/messages/comparison-message.ts';
import { digestMessage } from '../../../src/slack/messages/digest-message.ts';
import type { CardMessage } from '../../../src/slack/messages/message.ts';
import { notHeldMessage } from '../../../src/slack/messages/not-held-message.ts';
import { paperDetailsMessage } from '../../../src/slack/messages/paper-details.ts';
import {
  accessIsBackMessage,
  cannotPostMessage,
  checkWishesMessage,
  damagedRemovedMessage,
  deedMessage,
  notPostedMessage,
  pausedMessage,
} from '../../../src/slack/messages/subscription-notices.ts';
import { directWelcomeMessage, welcomeMessage } from '../../../src/slack/messages/welcome-message.ts';
import { deliveryOf, plannedRow } from '../../../src/store/delivery.ts';
import type { Subscription } from '../../../src/store/subscriptions.ts';
import { aPaper, testNow } from '../../support/builders.ts';
import { postedIn } from '../../support/posted.ts';
import { openSlackWorkspace, paperboyWith } from '../../support/slack-workspace.ts';
import { documentedCodes } from '../delivery/documented-codes.ts';
import { drawn } from './drawn.ts';
import { missingFrom } from './in-sources.ts';

const papers = [
  'Pruning heads',
  'Pruning layers',
  'Pruning states',
  'Pruning noise',
  'Pruning tokens',
  'Pruning scales',
]
  .map((title, index) =>
    aPaper({
      ...{
        id: `240${index + 1}.0000${index}`,
        title,
        abstract: `We study ${title.toLowerCase()} of quantized models.`,
      },
      ...(index === 0 && { authors: ['Ann Bee', 'Cem Dee'], upvotes: 3, codeUrl: 'https://github.com/a/b' }),
    }),
  )
  .concat(aPaper({ id: '2406.00009', title: 'Dropout in graphs', abstract: 'We study dropout of graph networks.' }));

/** What people say one after another, in a thread of #general where the bot is mentioned. */
const talk = [
  'hello',
  'pruning',
  'more',
  'more',
  'with code',
  'by Nobody',
  'newest first',
  'with at least 2 upvotes',
  'older ones',
  'back',
  'and for graphs?',
  'compare 1 and 2',
  'compare 1 and 99',
  'compare 1',
  'rank them',
  '2',
  '99',
  'similar to 1',
  'bibtex 1 and 2',
  'today',
  'subscribe',
];

/** Told to the channel as well as to the person. */
const isToldTwice = /^subscribe (?:9:00 weekdays pruning top:2$|17:30)/;

/** What somebody types behind the slash command. */
const commands = [
  'help',
  'help filters',
  'help digests',
  'pruning',
  'prunning',
  'prunning spelling:exact',
  'dropout since:2030',
  'dropout author:nobody has:code',
  'pruning upvotes:900 since:2030',
  'pruning top:3 since:30d before:2030-01 -survey "quantized models" sort:upvotes',
  'pruning from 2024, oldest first, with at least 1 upvote',
  'dropout of quantum graphs',
  'sourdough bread',
  '¿hay artículos sobre cuantización?',
  'hi there',
  'since:x top:99 has:y',
  'sort:oldest author:? upvotes:many',
  'spelling:loose since:2025 before:2024',
  'limit:5 has: ',
  'today',
  'show',
  'show 2401.00000',
  'similar 9999.99999',
  'similar 2401.00000',
  'bibtex 2401.00000',
  '2401.00000 2405.12345',
  '2402.00001 2403.00002 has:code',
  'papers like 2401.00000 from 2019',
  'show 2405.12345',
  'subcribe',
  'unsub',
  'status',
  'subscriptions',
  'preview',
  'unsubscribe',
  'snooze',
  'subscribe 25:00 pruning',
  'subscribe 9:00 tz:Nowhere pruning',
  'subscribe 9:00 IST pruning',
  'subscribe 9:00 details:maybe quiet:maybe pruning',
  'subscribe 9:00 weekdays pruning top:2',
  'subscribe 9:00 weekdays pruning top:2 ',
  'subscriptions',
  'preview',
  'unsubscribe',
  'snooze until never',
  'snooze two weeks',
  'subscriptions ',
  'subscribe 17:30 fri -survey quiet:say details:off',
  'subscriptions  ',
  'preview ',
  'unsubscribe pruning',
  'preview LoRA',
  'snooze forever',
  'snooze ',
  'status ',
  'pause',
  'send me papers on dropout every morning at 8',
];

const wishes = { ...defaultWishes, topics: ['pruning'], timeZone: 'Europe/London' };
const subscription: Subscription = {
  ...wishes,
  ...{ id: 's', team: 'T1', channel: 'C1', createdBy: 'U1', size: 3, hasDetails: false },
  ...{ paused: undefined, nextAt: testNow, createdAt: testNow },
};

function digestOf(news: number, old: number, given: Partial<Subscription> = {}, more: Partial<DigestPart> = {}) {
  const own = { ...subscription, ...given };
  const planned = {
    subscription: own,
    localDate: '2025-06-14',
    dueAt: testNow,
    notBefore: testNow,
    createdAt: testNow,
  };
  const chosen = papers.slice(0, news + old).map((paper, index) => ({ paper, topic: 'pruning', isNew: index < news }));
  const digest = { kind: 'papers', papers: chosen, newPapers: 12 } as const;
  return digestMessage({
    ...{ delivery: deliveryOf(plannedRow(planned)), subscription: own, digest },
    ...{ part: 0, now: testNow, sources: [] },
    ...more,
  });
}

const onCard: CardMessage = paperDetailsMessage(
  aPaper({ ...papers[0], thumbnailUrl: 'https://a.org/p.png', keywords: ['pruning'] }),
  { kind: 'one-person', canShare: true },
).cards ?? { text: '', blocks: [] };

const messages: Readonly<Record<string, object>> = {
  'a channel that invites the bot': welcomeMessage('/papers'),
  'the first hello in a direct message': directWelcomeMessage(),
  'a digest of new papers': digestOf(3, 0),
  'of one new paper': digestOf(1, 0, { size: 1 }),
  'of one new and one older paper': digestOf(1, 1, { topics: ['pruning', 'dropout'] }),
  'of older papers': digestOf(0, 3, { topics: [] }),
  'a digest without papers, nothing new': digestOf(0, 0, {}, { digest: { kind: 'nothing-new', newPapers: 12 } }),
  'a digest without papers, all read': digestOf(0, 0, {}, { digest: { kind: 'archive-read', newPapers: 1 } }),
  'a digest on cards': digestOf(1, 1).cards ?? {},
  'a paper on a card, and the text for those who see none': {
    blocks: [...onCard.blocks, { type: 'section', text: onCard.text }],
  },
  'a digest was set up': deedMessage('set up', 'ada', wishes, '/papers'),
  'a digest was stopped': deedMessage('stopped', 'ada', wishes, '/papers'),
  'a stopped digest is back': deedMessage('brought back', 'ada', wishes, '/papers'),
  'a damaged digest was removed': damagedRemovedMessage('ada'),
  'no post is possible in a conversation': cannotPostMessage('D1', wishes, '/papers', {
    ...{ here: 'D1', refusal: '', isOutside: false },
  }),
  'no post is possible in a channel': cannotPostMessage('C1', wishes, '/papers', {
    ...{ here: 'C1', refusal: meaningOf('not_in_channel').person, isOutside: true },
  }),
  'a digest is paused': pausedMessage({ channel: 'C1' }, meaningOf('is_archived').person, '/papers'),
  'a digest was given up': notPostedMessage({ channel: 'C1' }, meaningOf('restricted_action').person),
  'access is back': accessIsBackMessage({ since: testNow }, '/papers'),
  'wishes that may be meant otherwise': checkWishesMessage({ wishes, doubts: ['Monday', 'noon'], place: 'here' }),
  'a paper that no source has': notHeldMessage('2401.99999', { kind: 'unknown', sources: ['arXiv'] }),
  'a paper that could not be looked up': notHeldMessage('2401.99999', {
    kind: 'failed',
    why: 'arXiv is not answering.',
  }),
  'papers side by side': comparisonMessage(
    papers
      .slice(0, 2)
      .map((paper, index) => ({ paper, rank: index + 1, score: 1, summary: '', why: [], certainty: 'sure' })),
  ),
};

const languages = ['de', 'es', 'fr', 'hi', 'it', 'ja', 'ko', 'pt', 'ru', 'zh'];

type Asking = (text: string) => Promise<readonly string[]>;

/** Each text with what is shown after it. */
async function conversation(title: string, texts: readonly string[], ask: Asking): Promise<string[]> {
  const lines = [`## ${title}`];
  for (const text of texts) lines.push('', `**${text.trim()}**`, '', ...(await ask(text)).map((line) => `> ${line}  `));
  return lines;
}

test('every sentence that people read in Slack stands in sentences.md; npm run sentences writes it anew', async () => {
  const { slack, clock } = await openSlackWorkspace({ paperboy: paperboyWith(papers) });
  const ada = slack.people.as('ada');
  let [shown, root] = [0, undefined as string | undefined];

  /** What the bot posts in #general after this, or the window that it opens. */
  const after = async (act: () => Promise<unknown>, count = 1): Promise<readonly string[]> => {
    const window = slack.workspace.openView(ada.id)?.view.id;
    // Digests stand in the order in which they were set up.
    clock.now += 1_000;
    await act();
    return slack.until(() => {
      const posted = postedIn(slack, 'general').slice(shown);
      const opened = slack.workspace.openView(ada.id)?.view;
      if (opened !== undefined && opened.id !== window) return drawn(opened);
      if (posted.length < count) return undefined;
      shown += posted.length;
      return posted.flatMap((one) => drawn({ blocks: one.blocks }));
    });
  };
  const parts = [
    await conversation('Behind the slash command', commands, (text) =>
      after(() => ada.command('general', `/papers ${text}`), isToldTwice.test(text) ? 2 : 1),
    ),
    await conversation('In a thread', talk, (text) =>
      after(async () => {
        const { ts } = await ada.mention('general', text, root === undefined ? {} : { threadTs: root });
        root ??= ts;
      }),
    ),
    await conversation('Without being asked', Object.keys(messages), async (name) => drawn(messages[name] ?? {})),
    [
      '## To questions in other languages',
      '',
      ...languages.flatMap((language) => toldInLanguage({ language }).map((sentence) => `- ${sentence}`)),
    ],
    [
      '## Slack’s refusals',
      '',
      ...new Set(
        Object.values(documentedCodes)
          .flatMap((codes) => codes.split(' '))
          .map((code) => `- ${meaningOf(code).person}`),
      ),
    ],
  ];
  const rendered = parts.map((lines) => lines.join('\n')).join('\n\n');
  const rest = Array.from(missingFrom(rendered), ([file, pieces]) =>
    [`### ${file}`, '', ...pieces.map((piece) => `- ${piece}`)].join('\n'),
  );
  const text = [
    '# What the bot says in Slack',
    rendered,
    '## Parts of other sentences, as they stand in the sources',
    ...rest,
  ].join('\n\n');

  await expect(`${text}\n`).toMatchFileSnapshot('./sentences.md');
});

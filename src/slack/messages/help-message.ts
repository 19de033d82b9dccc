import type { KnownBlock } from '@slack/types';
import { questionLanguage } from '../../search/question.ts';
import type { HelpTopic } from '../requests/request.ts';
import { type Cure, withCures } from './follow-up-messages.ts';
import { fallback, type Message, notice, typed } from './message.ts';
import { line, richText, section, text } from './rich-text.ts';

/** What can follow the slash command, one row a form; `/papers help`, the README and manifest.json are checked against it. */
export const subcommands: readonly { readonly form: string; readonly meaning: string }[] = [
  { form: 'question', meaning: 'find papers, in your own words' },
  { form: 'today', meaning: 'the newest papers' },
  {
    form: 'subscribe',
    meaning:
      'set up a daily or weekly digest for this channel, or all at once: subscribe 9:00 weekdays quantization, "state space" -survey top:5; “to me” makes it yours alone',
  },
  { form: 'subscriptions', meaning: 'the digests of this channel: how the last ones went, pause, edit, run now' },
  { form: 'preview', meaning: 'what the next digest would hold, only for you; of several: preview quantization' },
  { form: 'snooze', meaning: 'no digest here for a week, or as you say: snooze two weeks, snooze pruning until 7 Dec' },
  { form: 'unsubscribe', meaning: 'no more digests here; can be undone; of several: unsubscribe pruning' },
  { form: 'show <id or link>', meaning: 'abstract, links and BibTeX of one paper' },
  { form: 'similar <id or link>', meaning: 'papers like that one' },
  { form: 'bibtex <id or link>', meaning: 'its BibTeX entry alone' },
  {
    form: 'saved',
    meaning: 'what you saved; saved about quantization looks in it, saved #channel is what people saved there',
  },
  { form: 'links on|off', meaning: 'whether links to papers bring previews in this channel' },
  {
    form: 'follow <id or link>',
    meaning: 'what is new of a paper, in your own digest; follow author:"Ada Marlowe" of an author',
  },
  { form: 'following', meaning: 'whom and what you follow' },
  { form: 'forget me', meaning: 'delete all that is kept of you here' },
  { form: 'status', meaning: 'how fresh the papers are: library, sources, next digests' },
  { form: 'help', meaning: 'this page' },
];

/** Subcommands about digests; all others are about papers. */
const aboutDigests: ReadonlySet<string> = new Set([
  ...['subscribe', 'subscriptions', 'preview', 'snooze', 'unsubscribe', 'status'],
]);

type Row = { readonly typed: string; readonly meaning: string };

function table(title: string, rows: readonly Row[]): KnownBlock {
  return richText(section(text(title, { bold: true })), {
    type: 'rich_text_list',
    style: 'bullet',
    elements: rows.map((row) => section(text(row.typed, { code: true }), text(`  ${row.meaning}`))),
  });
}

const commandRows = (command: string, about: 'papers' | 'digests'): Row[] =>
  subcommands
    .filter(({ form }) => aboutDigests.has(form) === (about === 'digests'))
    .map(({ form, meaning }) => ({ typed: `${command} ${form}`, meaning }));

const filterRows = questionLanguage.map(({ example, meaning }): Row => ({ typed: example, meaning }));

/** Each runs as if it were typed. */
const examples = [
  'massive activations in LLMs',
  'quantization with code since 2024',
  'today',
  'similar 2402.17762',
  'subscribe',
];

const run = (label: string, say: string): Cure => ({ label, state: { say }, isPrivate: true });

/** How to begin, with examples that run at a tap; within one screen. */
export function helpMessage(command: string, topic?: HelpTopic): Message {
  switch (topic) {
    case 'filters':
      return {
        text: fallback('What a question can hold, and the commands about papers'),
        blocks: [table('Questions can hold', filterRows), table('Commands', commandRows(command, 'papers'))],
      };
    case 'digests':
      return { text: fallback('Digests'), blocks: [table('Digests', commandRows(command, 'digests'))] };
    case undefined: {
      const intro = 'I find machine-learning papers. Ask in your own words:';
      const ways = notice(
        'Type ',
        typed(`${command} your question`),
        ', or mention me. In a thread mention me alone, and I look for what it is about. ',
        'Under a list say ',
        typed('more'),
        ', ',
        typed('2'),
        ', ',
        typed('only with code'),
        ' or ',
        typed('compare 1 and 3'),
        '.',
      );
      const start: Message = { text: fallback(intro), blocks: [line(text(intro))] };
      const tried = withCures(
        start,
        examples.map((example) => run(example, example)),
      );
      return withCures({ text: tried.text, blocks: [...tried.blocks, ...ways.blocks] }, [
        run('All filters', 'help filters'),
        run('Digests', 'help digests'),
      ]);
    }
    default:
      return topic satisfies never;
  }
}

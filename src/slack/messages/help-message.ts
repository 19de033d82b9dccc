import type { KnownBlock } from '@slack/types';
import { questionLanguage } from '../../search/question.ts';
import { cutToBytes } from './cut-text.ts';
import { fallback, type Message } from './message.ts';
import { richText, section, text } from './rich-text.ts';

/** What can follow the slash command, one row a form; `/papers help`, the README and manifest.json are checked against it. */
export const subcommands: readonly { readonly form: string; readonly meaning: string }[] = [
  { form: 'question', meaning: 'find papers, in your own words' },
  { form: 'today', meaning: 'the newest papers' },
  {
    form: 'subscribe',
    meaning:
      'set up a daily digest for this channel, or all at once: subscribe 9:00 weekdays quantization, "state space" -survey top:5',
  },
  { form: 'subscriptions', meaning: 'the digests of this channel: how the last ones went, pause, edit, run now' },
  { form: 'preview', meaning: 'what the next digest would hold, only for you' },
  { form: 'unsubscribe', meaning: 'no more digests here' },
  { form: 'show <id or link>', meaning: 'abstract, links and BibTeX of one paper' },
  { form: 'similar <id or link>', meaning: 'papers like that one' },
  { form: 'bibtex <id or link>', meaning: 'its BibTeX entry alone' },
  { form: 'status', meaning: 'how fresh the papers are: library, sources, next digests' },
  { form: 'help', meaning: 'this page' },
];

/** The commands, the question language and mentions, each explained. */
export function commandBlocks(command: string): KnownBlock[] {
  const commandRows = subcommands.map(({ form, meaning }) =>
    section(text(`${command} ${form}`, { code: true }), text(`  ${meaning}`)),
  );
  const languageRows = questionLanguage.map(({ example, meaning }) =>
    section(text(example, { code: true }), text(`  ${meaning}`)),
  );
  return [
    richText(section(text('Commands', { bold: true })), {
      type: 'rich_text_list',
      style: 'bullet',
      elements: commandRows,
    }),
    richText(section(text('Questions can hold', { bold: true })), {
      type: 'rich_text_list',
      style: 'bullet',
      elements: languageRows,
    }),
    richText(
      section(text('In a thread, mention me with a question, or alone: then I look for what the thread is about.')),
    ),
  ];
}

/** The help page; when it answers a question with a filter that makes no sense, that is said first. */
export function helpMessage({ command, problems }: { command: string; problems: readonly string[] }): Message {
  const intro = problems.length > 0 ? cutToBytes(problems.join(' '), 600) : 'Paperboy finds machine-learning papers.';
  return { text: fallback(intro), blocks: [richText(section(text(intro))), ...commandBlocks(command)] };
}

import type { KnownBlock, RichTextBlock, RichTextSection } from '@slack/types';
import type { Digest } from '../../digests/digest.ts';
import { weeklyName } from '../../digests/digest-words.ts';
import type { RoundUp, Subjects, Told } from '../../digests/round-up.ts';
import { cutToBytes } from './cut-text.ts';
import { titleLink } from './paper-blocks.ts';
import { preformatted, richText, section, text } from './rich-text.ts';

/** What a weekly digest tells of its week: at most six papers and six bars, some four thousand bytes whatever they hold. */

/** Of a title with its link, in bytes of JSON. */
const toldBytes = 260;
const nameBytes = 60;
/** Narrow enough for a phone: name, bar and number stay on one line. In letters. */
const nameChars = 20;
const barChars = 10;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

function padded(name: string, width: number): string {
  const letters = [...graphemes.segment(name)].map(({ segment }) => segment);
  const shown = letters.length > width ? [...letters.slice(0, width - 1), '…'] : letters;
  return shown.join('') + ' '.repeat(width - shown.length);
}

/** A bar as long as its number, or as its share of the longest; the number beside it is what counts. */
function picture({ counts }: Subjects): string {
  const names = counts.map(({ name }) => cutToBytes(name, nameBytes));
  const width = Math.min(nameChars, Math.max(...names.map((name) => [...graphemes.segment(name)].length)));
  const scale = Math.min(1, barChars / Math.max(...counts.map(({ papers }) => papers), 1));
  return counts
    .map(({ papers }, index) => {
      const bar = '▇'.repeat(papers === 0 ? 0 : Math.max(1, Math.round(papers * scale)));
      return [padded(names[index] ?? '', width), bar, papers].filter((part) => part !== '').join(' ');
    })
    .join('\n');
}

const subjectsHeading = { topics: 'New papers by topic', keywords: 'What the new papers are about' } as const;

function listed(
  told: readonly Told[],
  digest: Digest,
  countWords: (count: number) => string,
): RichTextBlock['elements'] {
  const papers = digest.kind === 'papers' ? digest.papers : [];
  const lineOf = ({ paper, count }: Told): RichTextSection => {
    const below = papers.findIndex((one) => one.paper.id === paper.id) + 1;
    const place = below === 0 ? '' : ` (${below} below)`;
    return section(titleLink(paper, toldBytes), text(` · ${countWords(count)}${place}`));
  };
  return [{ type: 'rich_text_list', style: 'bullet', elements: told.map(lineOf) }];
}

function elementsOf({ saved, upvoted, subjects }: RoundUp, digest: Digest): RichTextBlock['elements'] {
  const heading = (words: string) => section(text(words, { italic: true }));
  const isRanked = (saved[0]?.count ?? 0) > 1;
  const savedBy = (people: number): string => `saved by ${people === 1 ? 'one person' : `${people} people`}`;
  return [
    section(text(weeklyName, { bold: true }), text(' of the last seven days')),
    ...(saved.length === 0
      ? []
      : [heading(isRanked ? 'Most saved in channels' : 'Saved in channels'), ...listed(saved, digest, savedBy)]),
    ...(upvoted.length === 0
      ? []
      : [heading('Most upvoted on Hugging Face'), ...listed(upvoted, digest, (upvotes) => `▲ ${upvotes}`)]),
    ...(subjects === undefined ? [] : [heading(subjectsHeading[subjects.of]), preformatted(picture(subjects))]),
  ];
}

/** Nothing where a digest has none. */
export function roundUpBlocks(digest: Digest): KnownBlock[] {
  return digest.roundUp === undefined ? [] : [richText(...elementsOf(digest.roundUp, digest))];
}

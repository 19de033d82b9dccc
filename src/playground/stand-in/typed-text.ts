import type { Block } from './block-kit/blocks.ts';
import type { RichTextElement } from './block-kit/rich-text.ts';
import type { Workspace } from './workspace.ts';

/** What Slack's client makes of a person's typing: escaped text, links, mentions, and the same as rich text. */
interface TypedText {
  text: string;
  blocks: Block[];
}

// A link ends before white space, quotes, brackets, and the punctuation that closes a sentence.
const tokens =
  /<@(?<mention>U\w+)>|(?<link>https?:\/\/[^\s<>"'|]+[^\s<>"'|.,;:!?)\]])|(?<!\w)@(?<name>[a-z][\w-]*(?:\.[\w-]+)*)|(?<!\w)#(?<channel>[a-z][\w-]*)/g;

export function createTypedText({ workspace }: { workspace: Workspace }): (typed: string) => TypedText {
  return (typed) => {
    const elements: RichTextElement[] = [];
    let text = '';
    let end = 0;

    for (const match of typed.matchAll(tokens)) {
      const token = tokenOf(match);
      if (!token) continue;
      addWords(typed.slice(end, match.index));
      elements.push(token.element);
      text += token.text;
      end = match.index + match[0].length;
    }
    addWords(typed.slice(end));
    return { text, blocks: [{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] }] };

    function addWords(words: string): void {
      if (words === '') return;
      elements.push({ type: 'text', text: words });
      text += escaped(words);
    }
  };

  function tokenOf({ groups = {} }: RegExpMatchArray): { element: RichTextElement; text: string } | undefined {
    const { mention, link, name, channel } = groups;
    if (link) return { element: { type: 'link', url: link }, text: `<${escaped(link)}>` };
    const person = workspace.person(mention ?? name ?? '');
    if (person) return { element: { type: 'user', user_id: person.id }, text: `<@${person.id}>` };
    const place = channel ? workspace.channel(channel) : undefined;
    if (!place || place.kind === 'im') return undefined;
    return { element: { type: 'channel', channel_id: place.id }, text: `<#${place.id}|${place.name}>` };
  }
}

/** The inverse: what stands in the message box when the person edits their message. */
export function typedAgain(blocks: Block[], workspace: Pick<Workspace, 'person' | 'channel'>): string {
  const nameOf = (id: string): string => {
    const [person, channel] = [workspace.person(id), workspace.channel(id)];
    return person ? `@${person.name}` : channel ? `#${channel.name}` : id;
  };
  return blocks
    .flatMap((block) => (block.type === 'rich_text' ? block.elements : []))
    .flatMap((part) => (part.type === 'rich_text_section' ? part.elements : []))
    .map((element) => wordsOf(element, nameOf))
    .join('');
}

/** @param nameOf the name of a person or channel by id, with its @ or # */
export function wordsOf(element: RichTextElement, nameOf: (id: string) => string): string {
  switch (element.type) {
    case 'text':
      return element.text;
    case 'link':
      return element.text && element.text !== element.url ? `${element.text} <${element.url}>` : element.url;
    case 'user':
      return nameOf(element.user_id);
    case 'channel':
      return nameOf(element.channel_id);
    case 'date':
      return element.fallback ?? '';
    default:
      return element satisfies never;
  }
}

/** docs, formatting: the three characters that Slack escapes in every text people type. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** What a person reads of a message or window, a line each: words, buttons in brackets, options of menus behind them. */

type Part = Readonly<Record<string, unknown>>;

const isPart = (value: unknown): value is Part => typeof value === 'object' && value !== null;
const partsOf = (value: unknown): Part[] => (Array.isArray(value) ? value.filter(isPart) : []);

/** Of a text that is a string or an object of Slack's. */
function wordsOf(text: unknown): string {
  if (typeof text === 'string') return text;
  return isPart(text) ? wordsOf(text['text']) : '';
}

function inlineOf(part: Part): string {
  switch (part['type']) {
    case 'text':
      return isPart(part['style']) && part['style']['code'] === true ? `\`${part['text']}\`` : String(part['text']);
    case 'link':
      return `<${part['text']}>`;
    case 'channel':
      return '#general';
    case 'user':
      return '@ada';
    case 'date':
      return String(part['fallback']);
    default:
      return partsOf(part['elements']).map(inlineOf).join('');
  }
}

function elementOf(element: Part): string {
  const options = partsOf(element['options']).map(({ text, description }) =>
    [wordsOf(text), wordsOf(description)].filter(Boolean).join(': '),
  );
  const confirm = element['confirm'];
  const asked = isPart(confirm) ? ['title', 'text', 'confirm', 'deny'].map((name) => wordsOf(confirm[name])) : [];
  const label = wordsOf(element['text']) || wordsOf(element['placeholder']);
  const shown = [label, ...asked, ...options].filter(Boolean).join(' | ');
  return shown === '' ? '' : `[${shown}]`;
}

function blockOf(block: Part): string[] {
  switch (block['type']) {
    case 'rich_text':
      return partsOf(block['elements']).flatMap((element) =>
        element['type'] === 'rich_text_list' ? partsOf(element['elements']).map(inlineOf) : [inlineOf(element)],
      );
    case 'context':
    case 'actions':
      return [
        partsOf(block['elements'])
          .map((element) => (element['type'] === 'plain_text' ? wordsOf(element) : elementOf(element)))
          .join(' '),
      ];
    case 'card': {
      const picture = isPart(block['hero_image']) ? [String(block['hero_image']['alt_text'])] : [];
      const texts = [block['title'], block['subtitle'], block['body'], block['subtext']].map(wordsOf);
      const links = texts.map((line) => line.replaceAll(/<[^|>]+\|([^>]+)>/g, '<$1>'));
      return [...picture, ...links, partsOf(block['actions']).map(elementOf).join(' ')];
    }
    case 'carousel':
      return partsOf(block['elements']).flatMap(blockOf);
    case 'table':
      return (block['rows'] as Part[][]).map((row) => row.map((cell) => wordsOf(cell) || inlineOf(cell)).join(' | '));
    default: {
      const elements = [block['accessory'], block['element']].filter(isPart).map(elementOf);
      return [
        [wordsOf(block['label']), wordsOf(block['text']), ...elements, wordsOf(block['hint'])]
          .filter(Boolean)
          .join(' '),
      ];
    }
  }
}

export function drawn(shown: object): string[] {
  const { title, blocks, submit, close } = shown as Part;
  return [wordsOf(title), ...partsOf(blocks).flatMap(blockOf), [submit, close].map(wordsOf).filter(Boolean).join(' | ')]
    .flatMap((line) => line.split('\n'))
    .map((line) => line.trimEnd())
    .filter((line) => line !== '');
}

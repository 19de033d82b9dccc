import { unlabelledName } from './page/control.ts';
import { plainTextOf } from './page/text-object.ts';
import type { Block, Card } from './stand-in/block-kit/blocks.ts';
import type { InteractiveElement, Option } from './stand-in/block-kit/elements.ts';
import type { RichText, RichTextElement } from './stand-in/block-kit/rich-text.ts';
import { heldIn, optionsOf } from './stand-in/form-values.ts';
import { wordsOf } from './stand-in/typed-text.ts';
import type { FormValues, Held } from './stand-in/wire.ts';

/** Something that the person can press, choose or fill in, by its number. */
export interface DrawnControl {
  readonly label: string;
  readonly blockId: string;
  readonly actionId: string;
  /** Of an option of a menu, which is pressed like a button. */
  readonly value?: string;
  /** Set where it takes words; "many": several, with commas between. */
  readonly takes?: 'one' | 'many';
  /** What it offers, if not any words. */
  readonly options?: readonly Option[];
  /** It takes a channel. */
  readonly isOfChannels?: boolean;
}

export interface BlocksToDraw {
  readonly blocks: readonly Block[];
  /** The number of the first control, as the person types it. */
  readonly firstNumber: number;
  /** The name of a person or channel by id, with its @ or #. */
  readonly nameOf: (id: string) => string;
  /** What a window holds so far, and what is wrong with it, by block_id. */
  readonly values?: FormValues;
  readonly errors?: Readonly<Record<string, string>>;
}

/** Draws Block Kit for a terminal: lines, and the controls that the numbers in them stand for. */
export function blocksAsText(drawing: BlocksToDraw): { lines: readonly string[]; controls: readonly DrawnControl[] } {
  const { blocks, firstNumber, nameOf, values = {}, errors = {} } = drawing;
  const controls: DrawnControl[] = [];
  const numbered = (control: DrawnControl): string => `[${firstNumber + controls.push(control) - 1}] ${control.label}`;

  function inRow(block: Block, element: InteractiveElement): string {
    const place = { blockId: block.block_id ?? '', actionId: element.action_id ?? '' };
    if (element.type === 'button') return numbered({ ...place, label: element.text.text });
    if (element.type !== 'overflow') return field(block, element, unlabelledName(element));
    return element.options.map(({ text, value }) => numbered({ ...place, label: text.text, value })).join('   ');
  }

  function field(block: Block, element: InteractiveElement, label: string): string {
    const { block_id: blockId = '', action_id: actionId = '' } = { ...block, ...element };
    const takes = element.type.startsWith('multi_') || element.type === 'checkboxes' ? 'many' : 'one';
    const options = optionsOf(element);
    const isOfChannels = element.type === 'conversations_select';
    const number = numbered({ label, blockId, actionId, takes, options, isOfChannels });
    const offered = options.map(({ text }) => text.text).join(', ');
    const choice = offered === '' ? '' : `\n    ${takes === 'many' ? 'any' : 'one'} of: ${offered}`;
    return `${number}: ${heldText(heldIn(values[blockId]?.[actionId]), nameOf)}${choice}`;
  }

  function card(block: Card): string {
    const texts = [block.title, block.subtitle, block.body, block.subtext].flatMap((text) => text?.text ?? []);
    const picture = block.hero_image === undefined ? [] : [`(picture: ${block.hero_image.alt_text})`];
    const row = (block.actions ?? []).map((element) => inRow(block, element)).join('   ');
    return [...picture, ...texts, ...(row === '' ? [] : [row])].map((line) => `| ${line}`).join('\n');
  }

  function draw(block: Block): string {
    switch (block.type) {
      case 'rich_text':
        return richText(block, nameOf);
      case 'header':
        return block.text.text;
      case 'divider':
        return '---';
      case 'section': {
        const texts = [block.text, ...(block.fields ?? [])].flatMap((text) => text?.text ?? []);
        return [...texts, ...(block.accessory ? [inRow(block, block.accessory)] : [])].join('\n');
      }
      case 'table':
        return block.rows
          .map((row) =>
            row.map((cell) => (cell.type === 'rich_text' ? richText(cell, nameOf) : cell.text).replaceAll('\n', ' ')),
          )
          .map((cells) => cells.join(' | '))
          .join('\n');
      case 'card':
        return card(block);
      case 'carousel':
        return block.elements.map(card).join('\n');
      case 'context':
        return block.elements.map(({ text }) => text).join('  ');
      case 'actions':
        return block.elements.map((element) => inRow(block, element)).join('   ');
      case 'input': {
        const optional = block.optional === true ? ' (optional)' : '';
        const error = errors[block.block_id ?? ''];
        const lines = [
          field(block, block.element, `${block.label.text}${optional}`),
          ...(block.hint ? [`    ${block.hint.text}`] : []),
          ...(error === undefined ? [] : [`    ! ${error}`]),
        ];
        return lines.join('\n');
      }
      default:
        return block satisfies never;
    }
  }

  const lines = blocks.flatMap((block) => draw(block).split('\n'));
  return { lines, controls };
}

function richText(block: RichText, nameOf: (id: string) => string): string {
  const words = (elements: readonly RichTextElement[]): string =>
    elements.map((element) => wordsOf(element, nameOf)).join('');
  return block.elements
    .map((part) => {
      if (part.type === 'rich_text_list') return part.elements.map(({ elements }) => `- ${words(elements)}\n`).join('');
      return `${part.type === 'rich_text_quote' ? '| ' : ''}${words(part.elements)}\n`;
    })
    .join('')
    .trimEnd();
}

/** What a field holds, in words: an option by its text, a channel by its name. */
function heldText(held: Held, nameOf: (id: string) => string): string {
  return [held ?? []]
    .flat()
    .map((one) => (typeof one === 'string' ? nameOf(one) : plainTextOf(one.text)))
    .join(', ');
}

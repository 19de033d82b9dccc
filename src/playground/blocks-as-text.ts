import { z } from 'zod';

/** Draws Block Kit for a terminal: enough for every block the bot sends; an unknown one is named, not dropped. */

export interface DrawnButton {
  readonly label: string;
  readonly actionId: string;
  /** Which of the elements with this action_id it is, from 0. */
  readonly index: number;
  /** Of an option of a menu. */
  readonly value?: string | undefined;
}

export interface DrawnBlocks {
  readonly lines: readonly string[];
  readonly buttons: readonly DrawnButton[];
}

const node: z.ZodType<Node> = z.looseObject({
  type: z.string().default(''),
  text: z.union([z.string(), z.looseObject({ text: z.string() })]).optional(),
  url: z.string().optional(),
  action_id: z.string().optional(),
  value: z.string().optional(),
  get elements() {
    return z.array(node).optional();
  },
  get options() {
    return z.array(node).optional();
  },
  get accessory() {
    return node.optional();
  },
  get rows() {
    return z.array(z.array(node)).optional();
  },
});

interface Node {
  readonly type: string;
  readonly text?: string | { readonly text: string } | undefined;
  readonly url?: string | undefined;
  readonly action_id?: string | undefined;
  readonly value?: string | undefined;
  readonly elements?: Node[] | undefined;
  readonly options?: Node[] | undefined;
  readonly accessory?: Node | undefined;
  readonly rows?: Node[][] | undefined;
}

function textOf({ text }: Node): string {
  return typeof text === 'string' ? text : (text?.text ?? '');
}

function richText(element: Node): string {
  const inner = (element.elements ?? []).map(richText).join('');
  switch (element.type) {
    case 'text':
      return textOf(element);
    case 'link':
      return textOf(element) === '' || textOf(element) === element.url
        ? (element.url ?? '')
        : `${textOf(element)} <${element.url}>`;
    case 'rich_text_section':
      return `${inner}\n`;
    case 'rich_text_list':
      return (element.elements ?? []).map((item) => `- ${richText(item)}`).join('');
    case 'rich_text_quote':
      return `| ${inner}\n`;
    case 'rich_text_preformatted':
      return `${inner}\n`;
    default:
      return `[${element.type}]`;
  }
}

/** @param firstButton the number of the first button, as the person types it */
export function blocksAsText(blocks: readonly unknown[], firstButton: number): DrawnBlocks {
  const buttons: DrawnButton[] = [];
  const numbered = (button: DrawnButton): string => `[${firstButton + buttons.push(button) - 1}] ${button.label}`;
  const nextIndex = (actionId: string): number => buttons.filter((one) => one.actionId === actionId).length;
  const menu = ({ action_id: actionId = '', options = [] }: Node): string => {
    const index = new Set(buttons.filter((one) => one.actionId === actionId).map((one) => one.index)).size;
    return options.map((one) => numbered({ label: textOf(one), actionId, index, value: one.value })).join('   ');
  };
  const draw = (block: Node): string => {
    const elements = block.elements ?? [];
    switch (block.type) {
      case 'rich_text':
        return elements.map(richText).join('').trimEnd();
      case 'section':
        return [textOf(block), ...(block.accessory?.type === 'overflow' ? [menu(block.accessory)] : [])].join('\n');
      case 'table':
        return (block.rows ?? [])
          .map((row) => row.map((cell) => draw(cell).replaceAll('\n', ' ').trim()).join(' | '))
          .join('\n');
      case 'raw_text':
        return textOf(block);
      case 'context':
        return elements.map(textOf).join('  ');
      case 'actions':
        return elements
          .map((element) => {
            const actionId = element.action_id ?? '';
            return numbered({ label: textOf(element), actionId, index: nextIndex(actionId) });
          })
          .join('   ');
      default:
        return `[${block.type}]`;
    }
  };
  const lines = blocks.flatMap((block) => draw(node.parse(block)).split('\n'));
  return { lines, buttons };
}

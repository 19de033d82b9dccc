/** One piece of a schedule at the beginning of a text: a time of day, or days. */
export interface Item {
  readonly length: number;
  /** It says by itself that it is a schedule: "every …", "at …", "9:30 am". */
  readonly isSure: boolean;
  /** Nobody would take it for one where it stands alone. */
  readonly isLonely?: boolean;
  readonly time?: string;
  readonly days?: readonly number[];
  /** The day was left open, as "weekly" does: one that is named elsewhere in the line is meant. */
  readonly isAnyDay?: boolean;
  readonly zone?: string;
  readonly problem?: string;
  readonly guess?: string;
  /** "morning", "evening": it moves the hour, wherever that stands. */
  readonly part?: string;
}

/** Where a word ends, as a pattern. */
export const wordEnd = String.raw`(?=[\s,.;:!?)]|$)`;

export const partsOfDay = '(?:morning|afternoon|evening|night|lunchtime)s?';

const partBehind = new RegExp(String.raw`^,?\s*(?:in the |at )?(${partsOfDay})${wordEnd}`, 'i');

/** A part of the day right behind days or a time; `length` counts what stands before it. */
export function partOfDayBehind(text: string): { readonly part: string; readonly length: number } | undefined {
  const match = partBehind.exec(text);
  return match?.[1] === undefined
    ? undefined
    : { part: match[1].toLowerCase().replace(/s$/, ''), length: match[0].length };
}

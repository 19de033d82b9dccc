import { hasSubject } from '../../search/concepts.ts';

/** "@paperboy", "@paperboy papers on this?": the question is the thread itself. */
export function isBare(text: string): boolean {
  return !/[a-z]+:\S|"|\d{4}\./i.test(text) && !hasSubject(text);
}

const similarToThis =
  /^(?:(?:any|some|more|other|find|show|get|give|me|us|a|an|the|is|are|there|papers?|work|works|stuff|research|literature|articles?|anything|something|similar|related|like|to|on|this|that|it|one|paper|thread|here|please)(?:[\s,.!?]+|$))+$/i;

/** "similar papers?", "anything related to this": in a thread without a list of ours, what the thread is about is meant. */
export function asksForSimilar(text: string): boolean {
  return similarToThis.test(text) && /\b(?:similar|related|like)\b/i.test(text);
}

const courtesies =
  /^(?:(?:thanks?|thank you|thx|ty|cheers|ta|ok|okay|k|cool|great|nice|awesome|perfect|lovely|good|bot|lol|haha|hi|hello|hey|yo|hiya|morning|good (?:morning|afternoon|evening)|a lot|so much|very much|all|everyone|there|paperboy|you|got it|will do|sure|yes|no|np)[\s,.!:)(-]*)+$/i;

/** True for a text that only greets, thanks or agrees: it asks for nothing. */
export function isCourtesy(text: string): boolean {
  return courtesies.test(text.trim());
}

import { hasSubject } from '../../search/concepts.ts';
import { parseFollowUp } from './follow-up.ts';
import { saveIn } from './follow-words.ts';
import { emojiIn, readableText } from './message-text.ts';
import { bareWords } from './request-words.ts';

/** What somebody says who asks for nothing: thanks, praise and assent, or a greeting. */
export type Courtesy = 'thanks' | 'greeting';

const words = (list: string): string => list.trim().split(/\s+/).join('|');

/** Alone or among others they thank, praise or agree; and they are no subject of a paper. */
const thanking = [
  words(`thanks? thanx thx tysm ty tyvm thnx thankyou cheers ta kudos props bravo congrats congratulations appreciated? appreciate grateful
    useful helpful handy insightful awesome amazing perfect great nice cool neat lovely brilliant fantastic excellent wonderful superb
    stellar impressive interesting fascinating beautiful incredible outstanding terrific marvell?ous fabulous fab dope sweet epic good
    wow whoa woah yay woo+hoo hooray hurray lol lmao rofl haha+ hehe+ lgtm gg bingo yep yup yeah yes nope? sure ok okay okey k kk np
    alright roger noted understood agreed indeed exactly absolutely done lifesaver merci danke gracias grazie obrigad[oa] arigato? arigatou tak
    tack spasibo dzięki kiitos спасибо 谢谢 ありがとう 감사합니다 gotcha`),
  "thank (?:you|u|ya)|much obliged|got it|will do|makes sense|sounds good|well done|my bad|never ?mind|(?:scrap|forget) (?:that|it)|not bad|spot[- ]on|no (?:worries|problem|need)|you rock|(?:you(?:'re| are)|ur) (?:a |the |an )?(?:best|star|legend|hero|gem|genius|champ|rock ?star)|lov(?:e|ed|ing) (?:it|this|that|these|those|you)|that(?:'s| is| was) (?:it|all|gold|fire|what i (?:needed|wanted|was looking for))|(?:good|nice) (?:job|work|stuff|bot|one)|works for me|fair enough|muito obrigad[oa]|muchas gracias|vielen dank|have a (?:nice|good|great|lovely) [a-z]+|happy [a-z]+day|see (?:you|ya)|that (?:really |totally )?(?:helps?|helped|works?|worked)|\\+1|10/10|:\\)|<3",
].join('|');

const greeting =
  "hi+|hey+|hello+|hiya|heya|howdy|yo|sup|ahoy|greetings|(?:good )?(?:morning|afternoon|evening|day)|good night|gm|gn|bye+|goodbye|ciao|hola|bonjour|hallo|salut|namaste|how are you(?: doing)?(?: today)?|how(?:'s| is) it going|how do you do|what(?:'s| is) up|you there|are you (?:there|alive|ok|awake|up)|(?:nice|good|great) to (?:meet|see) you";

const toWhom =
  "there|all|everyone|everybody|folks|team|guys|friends?|mate|buddy|pal|man|dude|bot|robot|paper ?boy|again|you|y'all|world";

/** Said with thanks and praise, and subjects on their own: "super useful", "a smart answer, exactly what I needed". */
const alongside = new Set(
  words(`super so very really much truly totally quite pretty incredibly extremely absolutely insanely damn freaking fucking bloody hella
    list lists result results answer answers reply replies response summary summaries link links hit pick picks find finds job bot robot
    need needed wanted exact exactly smart clever quick fast solid valuable informative relevant best hero star legend magic gold fire boom
    help helps helped helping time day weekend night week work works worked million tons bunch ton lot lots mate dude man buddy bro
    team boss saved saves save life try check reading later weekend point right correct true fun funny cute happy glad love loved loves
    deep real top level stuff precious beaucoup dank vielen sehr schon schön muchas muito mucho indeed favor favour effort kind kindly 100
    perfectly nicely immensely hugely hours minutes wise impressed hope enjoy enjoyed thing things`).split('|'),
);

/** Somebody asks for something, courteously. */
const asking =
  /\b(?:any|anything|some(?:one|body) know|find(?!\s*[.!]*$)|finding papers|search|show|give|get me|recommend|suggest|similar|related|explain|compare|save (?:it|this|that|both|#?\d|the (?:first|second|third|last))|which|what(?! i (?:need|want|was))|who|where|why|when|how(?! (?:are|do) you)|more(?! than)|next|another|other|others|thoughts|opinions|ideas|papers?(?: please)?$(?<!(?:the|these|those|great|nice|good|cool|awesome|interesting|amazing|your|that|this) papers?)|(?:papers?|work|literature|research|references?|refs) (?:on|about|for|in)|tell|look up|(?<!\bwas )look(?:ing)? for)\b/i;

/** "not very helpful", "isn't useful" */
const complaint =
  /(?:\bnot?(?: that)?|n't) (?:(?:the|very|really|too|so|all that|quite|exactly|particularly|terribly|super|at all) )*(?:useful|helpful|handy|insightful|amazing|perfect|great|nice|cool|good|impressive|interesting|relevant|right(?! now)|correct|what i (?:need|want)(?:ed)?)\b(?!,? but\b)/gi;

const mark = String.raw`[\s,.;:!?~*_()'"\u2018\u2019\u201C\u201D\u2026+/<>-]`;
const courteous = new RegExp(String.raw`(?<![\p{L}\p{N}-])(?:${thanking})(?![\p{L}\p{N}-])`, 'giu');
const greetings = new RegExp(`^(?:(?:${greeting}|${toWhom}|${thanking})(?:${mark}+|$))+$`, 'iu');
const greets = new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${greeting})(?![\p{L}\p{N}])`, 'iu');

/** Emoji that point at something: alone they ask about it. */
const pointing =
  /^(?:eyes|thinking_face|thinking|face_with_monocle|question|grey_question|exclamation|interrobang|point_\w+|arrow_\w+|mag|mag_right|books?|page_\w+|newspaper|memo|scroll|bulb|robot_face|bookmark\w*|sos|raised_hand|raising_hand|👀|🤔|🧐|❓|❔|⁉️|👆|👇|☝️|⬆️|🔝|🔍|🔎|📚|📖|📄|📃|📰|📝|📜|💡|🤖|🔖|🆘|✋|🙋.*)$/u;

const without = (text: string, pattern: RegExp): string => text.replace(pattern, ' ');

/** True when nothing is left to ask about beside what goes with thanks. */
function isSpent(rest: string): boolean {
  const telling = rest
    .toLowerCase()
    .split(/[^\p{L}\p{N}'’]+/u)
    .filter((word) => word !== '' && !alongside.has(word));
  return !hasSubject(telling.join(' '));
}

/** "not helpful": the list is not what they wanted, and nothing else is said. */
export function isComplaint(text: string): boolean {
  const read = text.replaceAll('\u2019', "'");
  const rest = without(read, complaint);
  return rest !== read && isSpent(without(rest, courteous));
}

/** Beside thanks: "ok, back", "great, save it". */
const isOrder = (bare: string): boolean => parseFollowUp(bare)?.kind === 'back' || saveIn(bare) !== undefined;

/** Nobody thanks at greater length. */
const longestCourtesyChars = 200;

/** @param text as Slack sent it */
export function courtesyOf(text: string): Courtesy | undefined {
  const read = readableText(text).replaceAll('\u2019', "'");
  if (read.replace(/[\p{P}\s]+/gu, '') === '') {
    const pictures = emojiIn(text);
    return pictures.length > 0 && !pictures.some((one) => pointing.test(one.replace(/\p{Emoji_Modifier}/gu, '')))
      ? 'thanks'
      : undefined;
  }
  if (read.length > longestCourtesyChars) return undefined;
  if (greetings.test(read) && greets.test(read)) return 'greeting';
  if (/\?/.test(read) || asking.test(read) || isComplaint(read) || isOrder(bareWords(read))) return undefined;
  const rest = without(read, courteous);
  return rest !== read && isSpent(rest) ? 'thanks' : undefined;
}

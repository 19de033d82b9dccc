import type {
  AllMiddlewareArgs,
  BlockButtonAction,
  BlockOverflowAction,
  BlockPlainTextInputAction,
  BlockStaticSelectAction,
  SlackActionMiddlewareArgs,
} from '@slack/bolt';
import { decodePaperState, type PaperState, stateOf } from '../../button-state.ts';
import { type Recipient, showPerson, tellPerson } from '../../delivery/tell-person.ts';
import type { Dependencies } from '../../dependencies.ts';
import { type Message, notice } from '../../messages/message.ts';
import { callerOf } from '../../reach.ts';
import type { Reply } from '../../requests/answer-papers.ts';
import type { NamedAsker } from '../../requests/asked.ts';
import { isHome, sayAtHome } from '../../requests/home.ts';

/** A press of a button, a choice from a menu of the same, Enter in a field. */
export type Press = AllMiddlewareArgs &
  SlackActionMiddlewareArgs<
    BlockButtonAction | BlockStaticSelectAction | BlockOverflowAction | BlockPlainTextInputAction
  >;
/** What a press does; Slack has its acknowledgement by then, see app.ts. */
export type OnPress = (press: Press, dependencies: Dependencies) => Promise<void>;

export const gone = notice('The library no longer holds that paper.');

/** What the button or the chosen option holds. */
export const pressedValue = ({ payload }: Press): string | undefined => stateOf(payload);

/** The paper whose button was pressed. */
export const pressedPaper = (press: Press): PaperState => decodePaperState(pressedValue(press));

export function askerOf(press: Press): NamedAsker {
  const { id, name, username } = press.body.user;
  const { team, channel = '', user } = callerOf(press);
  return { client: press.client, team, channel, user, userName: name ?? username ?? id };
}

export interface Telling {
  readonly thread?: string | undefined;
  /** It takes the place of the message whose button was pressed. */
  readonly replaces?: boolean;
}

function presser(press: Press, dependencies: Dependencies, { thread, replaces = false }: Telling): Recipient {
  const { body, client, respond } = press;
  const { cards, sleep, logger } = dependencies;
  const place = { channel: body.channel?.id, user: body.user.id, thread };
  return { client, respond, ...place, replaces, pressed: body, cards: cards(callerOf(press).team), sleep, logger };
}

export function tell(press: Press, dependencies: Dependencies, message: Message, telling: Telling = {}): Promise<void> {
  return tellPerson(presser(press, dependencies, telling), message);
}

/** The message is theirs alone, or they pressed in App Home or in a window. */
export function isOnlyTheirs({ body }: Press): boolean {
  return body.container['is_ephemeral'] === true || body.view !== undefined;
}

/** Says what was changed of what they keep; App Home, where it is listed, is never older than that. */
export async function tellOfChange(
  press: Press,
  dependencies: Dependencies,
  message: Message,
  telling: Telling,
): Promise<void> {
  const { client, body } = press;
  const { team, user } = callerOf(press);
  const person = { team, person: user };
  if (isHome(body.view)) return sayAtHome(dependencies, { client, person, view: body.view }, message);
  await tell(press, dependencies, message, telling);
  if (body.view !== undefined) await dependencies.home.refresh(client, person);
}

/** What only the presser sees cannot be read back from Slack; they may go on with it all the same. */
export async function tellReply(
  press: Press,
  dependencies: Dependencies,
  { message, posted, postedWithCards = posted }: Reply,
  telling: Telling,
): Promise<void> {
  const form = await showPerson(presser(press, dependencies, telling), message);
  const { team, user, channel } = callerOf(press);
  const shown = form === 'cards' ? postedWithCards : posted;
  if (shown === undefined || channel === undefined) return;
  const { thread } = telling;
  dependencies.knownLists.remember({ team, channel, thread, user, ts: press.payload.action_ts, posted: shown });
}

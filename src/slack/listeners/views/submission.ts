import type { AllMiddlewareArgs, SlackViewMiddlewareArgs } from '@slack/bolt';
import { tellPerson } from '../../delivery/tell-person.ts';
import type { Dependencies } from '../../dependencies.ts';
import { type Message, notice } from '../../messages/message.ts';
import { callerOf } from '../../reach.ts';
import { sayAtHome } from '../../requests/home.ts';

/** A window that somebody submits. */
export type Submission = SlackViewMiddlewareArgs & AllMiddlewareArgs;
/** What comes of it: the listener acknowledges by itself, for its answer says what becomes of the window. */
export type OnSubmit = (submission: Submission, dependencies: Dependencies) => Promise<void>;

export const changedMeanwhile =
  'Somebody changed this digest while the window was open. Close the window and open it again.';

/** The same, where the window is closed already. */
export const changedJustBefore = notice(
  'Nothing was saved: somebody changed or removed this digest a moment before you.',
);

/** Who saves a window as it was opened changed nothing, and is not named as one who did. */
export const unchanged = notice('Nothing to save: the digest stays as it was.');

/** Leaves the window open, with what is wrong under its fields. */
export const showErrors = ({ ack }: Submission, errors: Record<string, string>): Promise<void> =>
  ack({ response_action: 'errors', errors });

/** What somebody filled in. @param field block_id and action_id, one name for both */
export const filledIn = ({ state: { values } }: Pick<Submission['view'], 'state'>, field: string) =>
  values[field]?.[field];

/** Says what came of a window where it was opened: in App Home, or in its conversation to whoever submitted it alone. */
export function tellSubmitter(
  { client, body, context }: Submission,
  dependencies: Dependencies,
  { channel, isFromHome = false }: { readonly channel?: string | undefined; readonly isFromHome?: boolean | undefined },
  message: Message,
): Promise<void> {
  const { sleep, logger } = dependencies;
  const { team, user } = callerOf({ body, context });
  if (isFromHome) return sayAtHome(dependencies, { client, person: { team, person: user }, view: undefined }, message);
  return tellPerson({ client, channel: channel || undefined, user, sleep, logger }, message);
}

import type { Logger } from 'pino';
import { causeOf, troubleOf } from '../../delivery/errors.ts';
import { forgottenMessage } from '../../messages/forget-messages.ts';
import { callerOf } from '../../reach.ts';
import { ownConversation } from '../../requests/digest-deeds.ts';
import { namesOf } from '../../requests/people.ts';
import { type ButtonDependencies, type PaperArgs, type PaperListener, tellPresser } from './paper-buttons.ts';

/** Where Slack does not tell, what they set up there is known by its maker as well. */
async function directMessageOf({ client, body }: PaperArgs, logger: Logger): Promise<string | undefined> {
  try {
    return await ownConversation({ client, user: body.user.id });
  } catch (error) {
    if (troubleOf(error) === undefined) throw error;
    logger.warn({ ...causeOf(error) }, 'A direct message was not opened');
    return undefined;
  }
}

/** Deletes all that is kept of whoever presses, in this workspace. */
export function createForgetMe(dependencies: ButtonDependencies): PaperListener {
  const { reading, logger } = dependencies;
  return async (args) => {
    await args.ack();
    const { team, user: person } = callerOf(args);
    const { name, username } = args.body.user;
    const [directMessage, known] = await Promise.all([
      directMessageOf(args, logger),
      namesOf(args.client, [person], logger),
    ]);
    const names = [name, username, known.get(person)].filter((one): one is string => one !== undefined && one !== '');
    await reading.forget.person({ team, person, names: [...new Set(names)], directMessage });
    logger.info({ team }, 'A person was forgotten');
    const replaces = args.body.container['is_ephemeral'] === true;
    await tellPresser(args, undefined, forgottenMessage, { ...dependencies, replaces });
  };
}

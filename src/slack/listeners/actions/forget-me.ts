import { causeOf, troubleOf } from '../../delivery/errors.ts';
import { forgottenMessage } from '../../messages/forget-messages.ts';
import { callerOf } from '../../reach.ts';
import { namesOf, ownConversation } from '../../requests/people.ts';
import { type OnPress, tell } from './press.ts';

/** Deletes all that is kept of whoever presses, in this workspace. */
export const forgetMe: OnPress = async (press, dependencies) => {
  const { reading, logger } = dependencies;
  const { client } = press;
  const { team, user: person } = callerOf(press);
  const { name, username } = press.body.user;
  const [directMessage, known] = await Promise.all([
    ownConversation({ client, user: person }).catch((error: unknown) => {
      if (troubleOf(error) === undefined) throw error;
      // What they set up there is known by its maker as well.
      logger.warn({ ...causeOf(error) }, 'A direct message was not opened');
      return undefined;
    }),
    namesOf(client, [person], logger),
  ]);
  const names = [name, username, known.get(person)].filter((one): one is string => one !== undefined && one !== '');
  await reading.forget.person({ team, person, names: [...new Set(names)], directMessage });
  logger.info({ team }, 'A person was forgotten');
  await tell(press, dependencies, forgottenMessage, { replaces: press.body.container['is_ephemeral'] === true });
};

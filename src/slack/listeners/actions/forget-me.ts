import { logged } from '../../delivery/errors.ts';
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
    // Where Slack does not tell, what they set up there is known by its maker as well.
    ownConversation({ client, user: person }).catch(
      logged((cause) => logger.warn(cause, 'A direct message was not opened'), undefined),
    ),
    namesOf(client, [person], logger),
  ]);
  const names = [name, username, known.get(person)].filter((one): one is string => one !== undefined && one !== '');
  await reading.forget.person({ team, person, names: [...new Set(names)], directMessage });
  logger.info({ team }, 'A person was forgotten');
  await tell(press, dependencies, forgottenMessage, { replaces: press.body.container['is_ephemeral'] === true });
};

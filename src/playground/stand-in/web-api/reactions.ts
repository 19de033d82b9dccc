import type { Internals } from '../internals.ts';
import { botUserId } from '../workspace.ts';
import { type Methods, method, text } from './method.ts';
import { Refusal } from './refusal.ts';

export function createReactionsMethods({ access, messages }: Internals): Methods {
  return {
    'reactions.add': method({
      scopes: ['reactions:write'],
      parameters: { channel: text, timestamp: text, name: text },
      run({ channel, timestamp, name }) {
        const message = access.message({ channel: access.channelToPost(channel).id, ts: timestamp });
        if (!/^[\w+'-]+(::skin-tone-[2-6])?$/.test(name)) throw new Refusal('invalid_name');
        if (!messages.react(message, name, botUserId, 'added')) throw new Refusal('already_reacted');
        return undefined;
      },
    }),
  };
}

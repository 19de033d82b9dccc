import type { Internals } from '../internals.ts';
import { createAppsMethods } from './apps.ts';
import { createAssistantMethods } from './assistant.ts';
import { createChatMethods } from './chat.ts';
import { createConversationsMethods } from './conversations.ts';
import { createFilesMethods } from './files.ts';
import { createLinksMethods } from './links.ts';
import type { Methods } from './method.ts';
import { createReactionsMethods } from './reactions.ts';
import { createUsersMethods } from './users.ts';
import { createViewsMethods } from './views.ts';

/** Every method that the stand-in knows. Any other gets Slack's `unknown_method`. */
export function createMethods(internals: Internals): Methods {
  return {
    ...createAppsMethods(internals),
    ...createAssistantMethods(internals),
    ...createChatMethods(internals),
    ...createConversationsMethods(internals),
    ...createLinksMethods(internals),
    ...createFilesMethods(internals),
    ...createReactionsMethods(internals),
    ...createUsersMethods(internals),
    ...createViewsMethods(internals),
  };
}

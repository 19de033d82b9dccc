import type { AppOptions } from '../app-options.ts';
import type { Triggers } from '../triggers.ts';
import type { Views } from '../views.ts';
import { createAccess } from './access.ts';
import { type AppsParts, createAppsMethods } from './apps.ts';
import { type AssistantParts, createAssistantMethods } from './assistant.ts';
import { type ChatParts, createChatMethods } from './chat.ts';
import { type ConversationsParts, createConversationsMethods } from './conversations.ts';
import { createFilesMethods, type FilesParts } from './files.ts';
import { createLinksMethods, type LinksParts } from './links.ts';
import type { Methods } from './method.ts';
import { createReactionsMethods } from './reactions.ts';
import { createUsersMethods } from './users.ts';
import { createViewsMethods } from './views.ts';

export type MethodParts = Omit<
  ChatParts & ConversationsParts & AppsParts & LinksParts & FilesParts & AssistantParts,
  'access'
> & {
  app: AppOptions;
  views: Views;
  triggers: Triggers;
};

/** Every method that the stand-in knows. Any other gets Slack's `unknown_method`. */
export function createMethods(parts: MethodParts): Methods {
  const known = { ...parts, access: createAccess(parts) };
  return {
    ...createAppsMethods(known),
    ...createAssistantMethods(known),
    ...createChatMethods(known),
    ...createConversationsMethods(known),
    ...createLinksMethods(known),
    ...createFilesMethods(known),
    ...createReactionsMethods(known),
    ...createUsersMethods(known),
    ...createViewsMethods(known),
  };
}
